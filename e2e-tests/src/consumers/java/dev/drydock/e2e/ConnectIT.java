package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.postgres.LocalPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A JDBC sink of Kafka Connect fills tables from the topics: every member is a column. */
@ExtendWith(SharedTopics.class)
class ConnectIT {

  private static final Path DIRECTORY = Path.of("target", "consumers", "connect");
  private static final Path LIBRARIES = Path.of("..", "consumers", "connect", "target", "lib");
  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectStandalone";

  /** What stands in for Confluent's converter, which is not on Maven Central. */
  private static final String CONVERTER = "dev.drydock.consumers.ConfluentAvroConverter";

  private static LocalPostgres postgres;
  private static Tool connect;

  private final ReadTopics topics;

  ConnectIT(ReadTopics topics) {
    this.topics = topics;
  }

  @BeforeAll
  static void start(ReadTopics topics) throws IOException {
    postgres =
        LocalPostgres.start(StackDirectory.empty("consumers-database"), freePort(), Map.of());
    Map<String, String> here =
        Map.of(
            "jdbc:postgresql://127.0.0.1:5432/fleet", postgres.jdbcUrl(),
            "connection.username=fleet", "connection.username=" + LocalPostgres.DATABASE,
            "connection.password=fleet", "connection.password=" + LocalPostgres.DATABASE,
            "io.confluent.connect.avro.AvroConverter", CONVERTER,
            "http://127.0.0.1:8083", "http://127.0.0.1:" + freePort());
    List<String> files =
        List.of(
            "connect.properties",
            "jdbc-operation-status.properties",
            "jdbc-dispatch-events.properties",
            "jdbc-devices.properties");
    List<String> written = new ArrayList<>();
    for (String file : files) {
      Recipe recipe = Recipe.named(file).at(topics.drydock()).with(here);
      written.add(recipe.writeTo(DIRECTORY).toString());
    }
    connect = Java.tool(LIBRARIES, MAIN, written, DIRECTORY);
  }

  @AfterAll
  static void end() {
    if (connect != null) {
      connect.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void shouldHoldEachOperationOnceWhenTheSinkIsUpserting() {
    List<TopicRecord> operations = topics.latestOf(ReadTopics.STATUSES);
    assertThat(operations).isNotEmpty();
    awaitRows("operation_status", "operationId", byKey(operations));
  }

  @Test
  void shouldDeleteTheRetiredDeviceWhenItsTombstoneComes() {
    List<TopicRecord> devices = topics.latestOf(ReadTopics.DEVICES);
    assertThat(devices).isNotEmpty();
    assertThat(topics.of(ReadTopics.DEVICES)).anyMatch(record -> record.value() == null);
    awaitRows("devices", "deviceKey", byKey(devices));
  }

  @Test
  void shouldHoldEveryEventWhenItsPlaceInTheLogIsItsKey() {
    Map<String, Map<String, Object>> expected = new LinkedHashMap<>();
    topics
        .of(ReadTopics.EVENTS)
        .forEach(event -> expected.put(event.partition() + ":" + event.offset(), columns(event)));
    awaitRows("dispatch_events", "__connect_partition || ':' || __connect_offset", expected);
  }

  private static Map<String, Map<String, Object>> byKey(List<TopicRecord> records) {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    records.forEach(record -> rows.put(record.key(), columns(record)));
    return rows;
  }

  /** PostgreSQL makes the names of columns lower case where they are not quoted. */
  private static Map<String, Object> columns(TopicRecord record) {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Schema.Field field : record.value().getSchema().getFields()) {
      Object member = record.value().get(field.pos());
      columns.put(
          field.name().toLowerCase(Locale.ROOT),
          member instanceof CharSequence text ? text.toString() : member);
    }
    return columns;
  }

  private void awaitRows(String table, String key, Map<String, Map<String, Object>> expected) {
    connect.awaitDone("rows of " + table, () -> rows(table, key, expected).equals(expected));
  }

  private Map<String, Map<String, Object>> rows(
      String table, String key, Map<String, Map<String, Object>> like) throws SQLException {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    String query = "SELECT " + key + " AS record_key, * FROM " + table;
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), LocalPostgres.DATABASE, LocalPostgres.DATABASE);
        Statement statement = connection.createStatement()) {
      if (!exists(statement, table)) {
        return rows;
      }
      ResultSet found = statement.executeQuery(query);
      while (found.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (String column : like.values().iterator().next().keySet()) {
          row.put(column, member(found.getObject(column)));
        }
        rows.put(found.getString("record_key"), row);
      }
    }
    return rows;
  }

  private static boolean exists(Statement statement, String table) throws SQLException {
    ResultSet found = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL");
    return found.next() && found.getBoolean(1);
  }

  /** Returns what a column holds as Avro has it. */
  private static Object member(Object value) {
    return value instanceof Timestamp time
        ? time.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli()
        : value;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
