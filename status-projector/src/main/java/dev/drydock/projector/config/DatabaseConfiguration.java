package dev.drydock.projector.config;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections to the view's database, and its schema. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** The name of the connections that answer queries. */
  static final String FOR_QUERIES = "queryConnections";

  /**
   * One for each of those that use them: projection, retention, health and lag; Flyway takes two.
   */
  private static final int WRITERS = 5;

  @Bean
  HikariDataSource dataSource(DatabaseProperties database) {
    return pool("view", database, WRITERS);
  }

  /**
   * Their statements see the same rows until their transaction ends, write nothing, and are ended
   * by the server itself when they take too long.
   */
  @Bean(name = FOR_QUERIES, defaultCandidate = false)
  HikariDataSource queryConnections(DatabaseProperties database) {
    HikariDataSource pool = pool("queries", database, database.poolSize());
    pool.addDataSourceProperty(
        "options",
        "-c statement_timeout="
            + database.queryTimeout().toMillis()
            + " -c default_transaction_read_only=on"
            + " -c default_transaction_isolation=repeatable\\ read");
    return pool;
  }

  /** A database that is away at the start is waited for. */
  @Bean
  FlywayConfigurationCustomizer viewSchema(DatabaseProperties database) {
    return flyway ->
        flyway
            .defaultSchema(database.schema())
            .createSchemas(true)
            .connectRetries(Integer.MAX_VALUE)
            .connectRetriesInterval(5);
  }

  private static HikariDataSource pool(String name, DatabaseProperties database, int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.username());
    pool.setPassword(database.password());
    pool.setSchema(database.schema());
    pool.setMaximumPoolSize(size);
    pool.setConnectionTimeout(database.connectionTimeout().toMillis());
    // A server that vanished without a word must not hold a batch until TCP gives up.
    pool.addDataSourceProperty("socketTimeout", database.statementTimeout().toSeconds());
    pool.addDataSourceProperty("connectTimeout", database.connectionTimeout().toSeconds() + 1);
    pool.addDataSourceProperty("ApplicationName", "drydock-status-projector");
    return pool;
  }
}
