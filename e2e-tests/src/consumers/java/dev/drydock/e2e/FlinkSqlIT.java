package dev.drydock.e2e;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flink SQL reads the topics by a plain {@code CREATE TABLE}. */
@ExtendWith(SharedTopics.class)
class FlinkSqlIT {

  private static final Path DIRECTORY = Path.of("target", "consumers", "flink");
  private static final Path PROGRAM = Path.of("src", "consumers", "flink", "FlinkSql.java");
  private static final Path LIBRARIES = Path.of("..", "consumers", "flink", "target", "lib");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The tables are without an end; the tests' queries end where the topics end now. */
  private static final String QUERY =
      "SELECT * FROM %s /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */;\n";

  private final ReadTopics topics;

  FlinkSqlIT(ReadTopics topics) {
    this.topics = topics;
  }

  @Test
  void shouldReadEveryRecordWhenTheTablesAreAsDocumented() {
    // given
    FlinkTable statuses = table("flink-operation-status.sql");
    FlinkTable operations = table("flink-operations.sql");
    FlinkTable events = table("flink-dispatch-events.sql");
    FlinkTable devices = table("flink-devices.sql");

    // when
    List<String> changes =
        changesOf(
            Stream.of(statuses, operations, events, devices),
            Stream.of("operation_status", "operations", "dispatch_events", "devices"));

    // then
    List<String> expected = new ArrayList<>();
    topics.of(ReadTopics.STATUSES).forEach(record -> expected.add(row(record, statuses)));
    topics.latestOf(ReadTopics.STATUSES).forEach(record -> expected.add(row(record, statuses)));
    topics.of(ReadTopics.EVENTS).forEach(record -> expected.add(row(record, events)));
    topics.latestOf(ReadTopics.DEVICES).forEach(record -> expected.add(row(record, devices)));
    assertThat(outcome(changes)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(changes).as("the retired device goes").anyMatch(change -> change.startsWith("-D"));
  }

  @Test
  void shouldReadEveryMemberWhenATableHasThemAll() {
    // given
    FlinkTable statuses = tableOfAll("flink-operation-status.sql", ReadTopics.STATUSES);
    FlinkTable events = tableOfAll("flink-dispatch-events.sql", ReadTopics.EVENTS);
    FlinkTable devices = tableOfAll("flink-devices.sql", ReadTopics.DEVICES);

    // when
    List<String> changes =
        changesOf(
            Stream.of(statuses, events, devices),
            Stream.of("operation_status", "dispatch_events", "devices"));

    // then
    List<String> expected = new ArrayList<>();
    topics.of(ReadTopics.STATUSES).forEach(record -> expected.add(row(record, statuses)));
    topics.of(ReadTopics.EVENTS).forEach(record -> expected.add(row(record, events)));
    topics.latestOf(ReadTopics.DEVICES).forEach(record -> expected.add(row(record, devices)));
    assertThat(outcome(changes)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private FlinkTable table(String recipe) {
    return new FlinkTable(Recipe.named(recipe).at(topics.drydock()).text());
  }

  private FlinkTable tableOfAll(String recipe, String topic) {
    return table(recipe).ofAll(topics.latestOf(topic).get(0).value().getSchema());
  }

  /** Returns the changes of what a query for each of the tables yields. */
  private static List<String> changesOf(Stream<FlinkTable> tables, Stream<String> names) {
    String script =
        tables.map(FlinkTable::statement).collect(joining())
            + names.map(QUERY::formatted).collect(joining());
    try {
      Path file = Files.createDirectories(DIRECTORY).resolve("script.sql").toAbsolutePath();
      Files.writeString(file, script);
      Java.program(LIBRARIES, PROGRAM, List.of(file.toString()), DIRECTORY, LIMIT).run();
      return Files.readAllLines(DIRECTORY.resolve("program.log")).stream()
          .filter(line -> line.matches("[+-][IUD]\\[.*"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError("Expected to run " + script, e);
    }
  }

  /** Returns the rows that are left when all changes are made. */
  private static List<String> outcome(List<String> changes) {
    List<String> rows = new ArrayList<>();
    for (String change : changes) {
      String row = change.substring(2);
      if (change.startsWith("+")) {
        rows.add(row);
      } else {
        assertThat(rows.remove(row)).as("%s takes away what is there", change).isTrue();
      }
    }
    return rows;
  }

  /** Returns a record as Flink's print connector writes its row. */
  private static String row(TopicRecord record, FlinkTable table) {
    return table.columns().stream()
        .map(column -> text(record.value().get(column.name()), column))
        .collect(joining(", ", "[", "]"));
  }

  private static String text(Object member, FlinkTable.Column column) {
    return member instanceof Long millis && column.type().startsWith("TIMESTAMP")
        ? LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC).toString()
        : String.valueOf(member);
  }
}
