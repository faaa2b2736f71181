package dev.drydock.gateway.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.gateway.problem.Problem;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class FilterReaderTest {

  private final FilterReader reader =
      new FilterReader(
          new RowType(
              "thing",
              List.of(
                  new WordField("status", "state", List.of("queued", "inProgress", "failed")),
                  new WordField("kind", null, List.of("only", "never")),
                  new TextField("version", "softwareVersion"),
                  new TimeField("createdDateTime", "createdAt"),
                  new TextField("error/code", "errorCode"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "status eq 'failed' | {`field`:`state`,`in`:[`failed`]}",
        "status eq 'FAILED' | {`field`:`state`,`in`:[`failed`]}",
        "'failed' eq status | {`field`:`state`,`in`:[`failed`]}",
        "status ne 'failed' | {`field`:`state`,`in`:[`queued`,`inProgress`]}",
        "status gt 'queued' | {`field`:`state`,`in`:[`inProgress`,`failed`]}",
        "'queued' lt status | {`field`:`state`,`in`:[`inProgress`,`failed`]}",
        "status in ('queued','Failed') | {`field`:`state`,`in`:[`queued`,`failed`]}",
        "status eq null | {`or`:[]}",
        "status ne null | {`and`:[]}",
        "kind eq 'only' | {`and`:[]}",
        "kind ne 'only' | {`or`:[]}",
        "kind in ('never') | {`or`:[]}",
        "version le '1.0' | {`field`:`softwareVersion`,`op`:`le`,`value`:`1.0`}",
        "version eq 'it''s' | {`field`:`softwareVersion`,`op`:`eq`,`value`:`it's`}",
        "version eq ') or (' | {`field`:`softwareVersion`,`op`:`eq`,`value`:`) or (`}",
        "version in ('1','2') | {`field`:`softwareVersion`,`in`:[`1`,`2`]}",
        "error/code eq null | {`field`:`errorCode`,`op`:`eq`,`value`:null}",
        "error/code ne 'x' | {`field`:`errorCode`,`op`:`ne`,`value`:`x`}",
        "createdDateTime ge 2026-11-23T10:15:30.123Z"
            + " | {`field`:`createdAt`,`op`:`ge`,`value`:1795428930123}",
        "createdDateTime gt 2026-11-23T11:15:30.1234%2B01:00"
            + " | {`field`:`createdAt`,`op`:`gt`,`value`:1795428930123}",
        "createdDateTime lt 2026-11-23T10:15:30.1234Z"
            + " | {`field`:`createdAt`,`op`:`le`,`value`:1795428930123}",
        "createdDateTime eq 2026-11-23T10:15:30.1234Z | {`or`:[]}",
        "createdDateTime gt 2026-11-23T11:15:30.1234 01:00"
            + " | {`field`:`createdAt`,`op`:`gt`,`value`:1795428930123}",
        "createdDateTime gt 2026-11-23T15:45:30 05:30 and version eq '10:15:30 01:00'"
            + " | {`and`:[{`field`:`createdAt`,`op`:`gt`,`value`:1795428930000},"
            + "{`field`:`softwareVersion`,`op`:`eq`,`value`:`10:15:30 01:00`}]}",
        "version eq 'T10:15:30 01:00'"
            + " | {`field`:`softwareVersion`,`op`:`eq`,`value`:`T10:15:30 01:00`}",
        "startswith(version,'1.') | {`field`:`softwareVersion`,`op`:`startswith`,`value`:`1.`}",
        "contains(error/code,'it''s %') | {`field`:`errorCode`,`op`:`contains`,`value`:`it's %`}",
        "not contains(version,'b') |"
            + " {`not`:{`field`:`softwareVersion`,`op`:`contains`,`value`:`b`}}",
        "startswith(status,'IN') | {`field`:`state`,`in`:[`inProgress`]}",
        "contains(status,'E') | {`field`:`state`,`in`:[`queued`,`inProgress`,`failed`]}",
        "contains(status,'UE') | {`field`:`state`,`in`:[`queued`]}",
        "startswith(kind,'x') | {`or`:[]}",
        "not (status eq 'failed') | {`not`:{`field`:`state`,`in`:[`failed`]}}",
        "not (not (status eq 'failed')) | {`field`:`state`,`in`:[`failed`]}",
      })
  void shouldReadAComparison(String text, String json) {
    // when
    String read = JsonMapper.shared().writeValueAsString(reader.read(text.replace("%2B", "+")));

    // then
    assertThat(read).isEqualTo(json.replace('`', '"'));
  }

  @Test
  void shouldReadManyConditionsInARowAsOne() {
    // when
    String read =
        JsonMapper.shared()
            .writeValueAsString(
                reader.read(
                    "version eq '1' or version eq '2' or version eq '3' and kind eq 'only'"));

    // then
    assertThat(read)
        .isEqualTo(
            "{'or':[{'field':'softwareVersion','op':'eq','value':'1'},".replace('\'', '"')
                + "{'field':'softwareVersion','op':'eq','value':'2'},".replace('\'', '"')
                + "{'and':[{'field':'softwareVersion','op':'eq','value':'3'}]}]}"
                    .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "colour eq 'red' | colour",
        "status eq 'purple' | status",
        "status eq 5 | compatible",
        "createdDateTime gt 'yesterday' | compatible",
        "createdDateTime gt 2026-11-23 | compatible",
        "endswith(version,'1') | endswith",
        "startswith(createdDateTime,'2026') | compatible",
        "contains('1',version) | property",
        "contains(version,version) | literal",
        "startswith(version,'1') eq true | true",
        "version add '1' eq '2' | compatible",
        "createdDateTime gt now() | now",
        "version eq version | literal",
        "'a' eq 'a' | property",
        "error eq null | error",
        "error/message eq 'x' | message",
        "status has 'failed' | compatible",
        "version | compatible",
        "version eq @alias | alias",
        "version eq '\u0000' | version",
      })
  void shouldNameWhatIsNotSupported(String text, String named) {
    assertThatThrownBy(() -> reader.read(text.replace("\\u0000", "\0")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.details().get(0).target()).isEqualTo("$filter");
              assertThat(problem.text()).containsIgnoringCase(named);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "eq",
        "status eq",
        "status eq 'failed",
        "status eq 'failed' and",
        "(status eq 'failed'",
        "status eq 'failed')",
        "status eq 'failed' status eq 'failed'",
        "status == 'failed'",
        "status eq 'failed'; drop table operation",
        "true",
        "((((((((((((status eq 'failed'))))))))))))",
      })
  void shouldRefuseWhatIsNoCondition(String text) {
    assertThatThrownBy(() -> reader.read(text)).isInstanceOf(Problem.class);
  }

  /** Each of these brought an exception out of the parser that nobody expects. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null in error",
        "@a add 'queued'",
        "$root/and eq 1",
        "microsoft.graph.thing in ('a')",
        "not",
        "status in",
      })
  void shouldRefuseWhatTheParserStumblesOver(String text) {
    assertThatThrownBy(() -> reader.read(text)).isInstanceOf(Problem.class);
  }

  @Test
  void shouldRefuseDepthThatIsHiddenBehindATextOfParentheses() {
    String hidden =
        "version eq '" + ")".repeat(1000) + "' and " + "(".repeat(1000) + "kind eq 'only'";

    assertThatThrownBy(() -> reader.read(hidden + ")".repeat(1000))).isInstanceOf(Problem.class);
  }

  @Test
  void shouldReadOrRefuseWhateverIsWritten() {
    // given
    List<String> words =
        List.of(
            "status",
            "kind",
            "version",
            "createdDateTime",
            "error/code",
            "error",
            "eq",
            "ne",
            "gt",
            "in",
            "and",
            "or",
            "not",
            "(",
            ")",
            ",",
            "'",
            "'failed'",
            "''",
            "null",
            "true",
            "1",
            "-1",
            "INF",
            "2026-11-23T10:15:30Z",
            "2026-11-23",
            "@a",
            "$it",
            "$root/x",
            "/",
            "any",
            "contains",
            "add",
            "has",
            "microsoft.graph.thing",
            "{",
            "\u0000",
            "é");
    Random random = new Random(20261123);

    for (int i = 0; i < 20_000; i++) {
      // when
      String text =
          random
              .ints(1 + random.nextInt(8), 0, words.size())
              .mapToObj(words::get)
              .collect(Collectors.joining(random.nextInt(4) == 0 ? "" : " "));

      // then
      try {
        assertThat(reader.read(text).size()).isNotNegative();
      } catch (Problem refusal) {
        assertThat(refusal.status()).as(text).isEqualTo(400);
      }
    }
  }

  @Test
  void shouldRefuseAConditionThatIsTooLong() {
    String many = "version eq '1'" + " or version eq '1'".repeat(200);

    assertThatThrownBy(() -> reader.read(many)).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> reader.read("not ".repeat(5000) + "(kind eq 'only')"))
        .isInstanceOf(Problem.class);
  }
}
