package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that follow the topics see what is committed, each record once and in its order. */
@ExtendWith(SharedTopics.class)
class TopicReaderIT {

  private static final Path TARGET = Path.of("target", "consumers");
  private static final Path CONNECT_LIBRARIES =
      Path.of("..", "consumers", "connect", "target", "lib");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ReadTopics topics;

  TopicReaderIT(ReadTopics topics) {
    this.topics = topics;
  }

  @Test
  void shouldShowEveryKindOfRecordWhenTheTopicsAreRead() {
    // when
    List<TopicRecord> records = topics.all();

    // then
    assertThat(records)
        .extracting(TopicRecord::kind)
        .contains("queued", "inProgress", "successful", "failed", "cancelled", "device", null)
        .contains("updateAdmitted", "updateConflicted", "updateRefused", "updateWithdrawn")
        .contains("retirementRefused", "deviceRetired");
    assertThat(records)
        .extracting(record -> record.member("reason"))
        .contains("idempotencyKeyReused", "deviceHeld");
    assertThat(records).anyMatch(record -> record.member("lateResult").equals("succeeded"));
    assertThat(records).noneMatch(record -> record.key().equals(AbortedTransaction.MARK));
  }

  @Test
  void shouldReadEverythingWhenTheProgramIsJava() {
    // given
    Path source = recipe("ReadTopics.java").writeTo(TARGET.resolve("java"));

    // when
    try (Tool reader =
        Java.tool(CONNECT_LIBRARIES, source.toString(), List.of(), source.getParent())) {

      // then
      assertSeesEverything(reader);
    }
  }

  @Test
  void shouldReadEverythingWhenTheProgramUsesKafkajs() {
    // when
    try (Tool reader = NodeTools.install().start(recipe("kafkajs.js"))) {

      // then
      assertSeesEverything(reader);
    }
  }

  @Test
  void shouldReadEverythingWhenTheProgramUsesConfluentsClientForJavaScript() {
    // when
    try (Tool reader = NodeTools.install().start(recipe("schemaregistry.js"))) {

      // then
      assertSeesEverything(reader);
    }
  }

  @Test
  void shouldTellTheStateByAHeaderWhenTheToolIsKcat() throws IOException {
    // given
    Path directory = Files.createDirectories(TARGET.resolve("kcat"));
    List<String> command = List.of("bash", "-c", recipe("kcat.sh").text());

    // when
    new Program(command, directory, Map.of(), LIMIT, "install kcat").run();

    // then
    List<String> lines = Files.readAllLines(directory.resolve("program.log"));
    assertThat(lines)
        .extracting(line -> line.replaceFirst(" \\S*drydock-kind=(\\w+).*", " $1"))
        .containsExactlyInAnyOrderElementsOf(
            topics.of(ReadTopics.STATUSES).stream().map(TopicReaderIT::asPrintedByKcat).toList());
  }

  private Recipe recipe(String name) {
    return Recipe.named(name).at(topics.drydock());
  }

  private void assertSeesEverything(Tool reader) {
    List<JsonNode> expected = topics.all().stream().map(TopicReaderIT::asPrinted).toList();
    reader.awaitDone(expected.size() + " records", () -> seen(reader).size() >= expected.size());
    assertThat(seen(reader)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The lines that are whole and of a record; the tools print of themselves, too. */
  private static List<JsonNode> seen(Tool reader) {
    return reader.lines().stream()
        .filter(line -> line.startsWith("{\"topic\""))
        .map(TopicReaderIT::parsed)
        .filter(line -> !line.isMissingNode())
        .toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static JsonNode asPrinted(TopicRecord record) {
    ObjectNode line = JSON.createObjectNode();
    line.put("topic", record.topic());
    line.put("partition", record.partition());
    line.put("offset", Long.toString(record.offset()));
    line.put("key", record.key());
    line.put("kind", record.kind());
    line.set("value", record.json());
    return line;
  }

  private static String asPrintedByKcat(TopicRecord record) {
    return record.partition() + " " + record.key() + " " + record.kind();
  }
}
