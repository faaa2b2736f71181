package dev.drydock.projector.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database that holds the view.
 *
 * @param url JDBC URL of a server that speaks PostgreSQL
 * @param username user that connects; may create the schema and its tables
 * @param password the user's password; empty where the server asks for none
 * @param schema the schema that is the view's own: lower-case letters, digits and {@code _}
 * @param poolSize number of connections that answer queries, 2 to 100; five more write, delete what
 *     is old, and find out whether the server is there and how far the view is
 * @param connectionTimeout how long a query or a batch waits for a connection, 250 ms to 1 min
 * @param statementTimeout after how long without an answer the server counts as away, 1 s to 2 min;
 *     together with the connection timeout well below Kafka's max.poll.interval.ms
 * @param queryTimeout after how long the server ends a statement that answers a query, 100 ms to
 *     the statement timeout
 */
@ConfigurationProperties("drydock.projector.database")
record DatabaseProperties(
    @DefaultValue("jdbc:postgresql://127.0.0.1:5433/drydock") String url,
    @DefaultValue("drydock") String username,
    @DefaultValue("") String password,
    @DefaultValue("drydock_view") String schema,
    @DefaultValue("6") int poolSize,
    @DefaultValue("2s") Duration connectionTimeout,
    @DefaultValue("30s") Duration statementTimeout,
    @DefaultValue("2s") Duration queryTimeout) {

  private static final String KEY = "drydock.projector.database.";
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Checks the values; throws {@link IllegalArgumentException} naming key, value and rule. */
  DatabaseProperties {
    Required.that(
        url.startsWith("jdbc:postgresql:"), KEY + "url", url, "a URL of jdbc:postgresql:");
    Required.text(KEY + "username", username);
    Required.that(
        SCHEMA.matcher(schema).matches(),
        KEY + "schema",
        schema,
        "1 to 63 lower-case letters, digits and '_'");
    Required.that(poolSize >= 2 && poolSize <= 100, KEY + "pool-size", poolSize, "from 2 to 100");
    requireBetween(
        "connection-timeout", connectionTimeout, Duration.ofMillis(250), Duration.ofMinutes(1));
    requireBetween(
        "statement-timeout", statementTimeout, Duration.ofSeconds(1), Duration.ofMinutes(2));
    requireBetween("query-timeout", queryTimeout, Duration.ofMillis(100), statementTimeout);
  }

  private static void requireBetween(String name, Duration value, Duration least, Duration most) {
    Required.that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        KEY + name,
        value,
        "from " + least + " to " + most);
  }
}
