package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports of agents that are cut or damaged: never a success that the whole body does not say. */
class DamagedReportsTest {

  /** What was recorded of SWUpdate, which the end-to-end tests play. */
  private static final Path RECORDINGS = Path.of("../e2e-tests/src/test/resources/agents");

  /** As other agents write theirs. */
  private static final List<String> OTHERS =
      List.of(
          // rauc-hawkbit-updater 1.4
          "{\"id\":\"1001\",\"time\":\"20261130T101112\",\"status\":{\"result\":{\"finished\":"
              + "\"success\"},\"execution\":\"closed\",\"details\":[\"Software bundle installed"
              + " successfully.\"]}}",
          "{\"id\":\"1001\",\"time\":\"20261130T101112\",\"status\":{\"result\":{\"finished\":"
              + "\"failure\"},\"execution\":\"closed\",\"details\":[\"Failed to install software"
              + " bundle.\"]}}",
          // Hara 2.0
          "{\"id\":\"1001\",\"time\":\"2026-11-30T10:11:12.131\",\"status\":{\"execution\":\"closed\","
              + "\"result\":{\"progress\":{\"of\":0,\"cnt\":0},\"finished\":\"failure\"},"
              + "\"details\":[\"error\"]}}",
          // hawkBit's device SDK 0.9
          "{\"timestamp\":1795430370000,\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":"
              + "\"success\"},\"code\":null,\"details\":[\"Update complete\"]}}",
          "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"none\"}}}");

  private static final JsonMapper WHOLE =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private static final List<String> BODIES = bodies();
  private static final int MOST_EXHAUSTIVE = 400;
  private static final String CHARACTERS = "\"{}[]:,\\x0 \n\u0000\uFEFFé";

  @Example
  void shouldKnowTheReportsAsTheyAre() {
    assertThat(BODIES).hasSizeGreaterThan(15);
    assertThat(BODIES.stream().map(DamagedReportsTest::read))
        .allSatisfy(kind -> assertThat(kind).isPresent());
    assertThat(BODIES.stream().filter(DamagedReportsTest::saysSuccess))
        .hasSizeGreaterThan(3)
        .allSatisfy(body -> assertThat(read(body)).contains(DeviceAckKind.SUCCEEDED));
  }

  @Example
  void shouldNeverReadASuccessFromACutReport() {
    for (String body : BODIES) {
      for (int length = 0; length < body.length(); length++) {
        assertHonest(body.substring(0, length));
        assertHonest(body.substring(length));
      }
    }
  }

  @Example
  void shouldNeverReadASuccessFromAShortReportWithOneWrongCharacter() {
    for (String body : BODIES) {
      for (int at = 0; at < body.length() && body.length() < MOST_EXHAUSTIVE; at++) {
        assertHonest(new StringBuilder(body).deleteCharAt(at).toString());
        for (char wrong : CHARACTERS.toCharArray()) {
          assertHonest(new StringBuilder(body).insert(at, wrong).toString());
          StringBuilder changed = new StringBuilder(body);
          changed.setCharAt(at, wrong);
          assertHonest(changed.toString());
        }
      }
    }
  }

  @Property(tries = 20_000)
  void shouldNeverReadASuccessThatTheWholeBodyDoesNotSay(@ForAll("damaged") String body) {
    assertHonest(body);
  }

  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<Character> any = Arbitraries.chars().all();
    Arbitrary<String> wrong =
        Arbitraries.oneOf(any.map(String::valueOf), Arbitraries.of(BODIES), Arbitraries.just(""));
    return Combinators.combine(
            Arbitraries.of(BODIES),
            Arbitraries.doubles().between(0, 1),
            wrong,
            Arbitraries.of(0, 1))
        .as(
            (body, share, text, removed) -> {
              int at = (int) (share * (body.length() - 1));
              return new StringBuilder(body).replace(at, at + removed, text).toString();
            });
  }

  private static void assertHonest(String body) {
    Optional<String> kind = read(body);
    if (kind.equals(Optional.of(DeviceAckKind.SUCCEEDED))) {
      assertThat(saysSuccess(body)).as(body).isTrue();
    }
  }

  /** Returns nothing where the body is refused. */
  private static Optional<String> read(String body) {
    try {
      Feedback feedback = Feedback.read(body.getBytes(StandardCharsets.UTF_8));
      return Optional.of(DeviceReport.of(Call.FEEDBACK, feedback).kind());
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static boolean saysSuccess(String body) {
    try {
      JsonNode status =
          WHOLE.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body).path("status");
      return "closed".equals(status.path("execution").asString(""))
          && Set.of("success", "none").contains(status.at("/result/finished").asString(""));
    } catch (JacksonException e) {
      return false;
    }
  }

  private static List<String> bodies() {
    try (Stream<Path> files = Files.list(RECORDINGS)) {
      List<String> recorded =
          files.sorted().flatMap(DamagedReportsTest::reports).distinct().toList();
      return Stream.concat(recorded.stream(), OTHERS.stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> reports(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("> {") && line.contains("\"status\""))
          .map(line -> line.substring(2).replace("{number}", "1001"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
