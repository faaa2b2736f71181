package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCompilerTest {

  private static final String LEAF = "{'field': 'createdAt', 'op': 'lt', 'value': 5}";

  @Test
  void shouldBeTrueOfAllWhenThereIsNoFilter() {
    assertThat(sql("null")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'field':'state','op':'eq','value':'failed'} | state = ?",
        "{'field':'state','op':'ne','value':'failed'} | (state is null or state <> all(?))",
        "{'field':'errorCode','op':'eq','value':null} | error_code is null",
        "{'field':'errorCode','op':'ne','value':null} | error_code is not null",
        "{'field':'errorCode','op':'gt','value':null} | false",
        "{'not':{'field':'errorCode','op':'gt','value':null}} | true",
        "{'field':'errorCode','op':'ge','value':'a'} | error_code >= ?",
        "{'not':{'field':'errorCode','op':'ge','value':'a'}} | (error_code is null or error_code < ?)",
        "{'not':{'not':{'field':'completedAt','op':'lt','value':5}}} | completed_at_ms < ?",
        "{'field':'state','in':['failed','queued']} | state = any(?)",
        "{'field':'errorCode','in':['a','b',null]} | (error_code is null or error_code = any(?))",
        "{'not':{'field':'errorCode','in':['a','b',null]}} | error_code <> all(?)",
        "{'field':'state','in':[]} | false",
        "{'field':'deviceId','op':'startswith','value':'a'} | device_id like ?",
        "{'not':{'field':'errorCode','op':'contains','value':'a'}} | (error_code is null or error_code not like ?)",
        "{'field':'errorCode','op':'contains','value':null} | false",
        "{'and':[]} | true",
        "{'or':[]} | false",
        "{'not':{'and':[]}} | false"
      })
  void shouldCarryNotAndNullDownToTheComparisons(String filter, String sql) {
    assertThat(sql(filter)).isEqualTo(sql);
  }

  @Test
  void shouldTurnAndAndOrWhenTheyAreNegated() {
    String filter = "{'not': {'and': [%s, {'or': [%s, %s]}]}}".formatted(LEAF, LEAF, LEAF);

    assertThat(sql(filter))
        .isEqualTo(
            ("({0} or ({0} and {0}))")
                .replace("{0}", "(created_at_ms is null or created_at_ms >= ?)"));
  }

  @Test
  void shouldPutNothingOfACallerIntoTheText() {
    String attack = "x') or 1=1; drop table operation; --";
    SqlText sql = new SqlText();

    String quoted = attack.replace("'", "\\u0027");
    FilterSql.write(read("{'field':'state','in':['a', '" + quoted + "']}"), sql);

    assertThat(sql.toString()).isEqualTo("state = any(?)");
    assertThat((Object[]) sql.values().get(0)).containsExactly("a", attack);
  }

  @Test
  void shouldCompareHowTextsBeginFirstWhenTheIndexIsOfThat() {
    SqlText sql = new SqlText();
    String longest = "\uD83D\uDEA2".repeat(200);

    FilterSql.write(
        compile(
            "{'field':'uniqueId','op':'lt','value':'%s'}".formatted(longest), DeviceField.values()),
        sql);

    assertThat(sql.toString()).isEqualTo("(left(unique_id, 128) <= ? and unique_id < ?)");
    assertThat(sql.values()).isEqualTo(List.of("\uD83D\uDEA2".repeat(128), longest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "startswith | 1.0 | 1.0%",
        "contains | 1.0 | %1.0%",
        "startswith | 50%_a | 50\\%\\_a%",
        "contains | a\\b | %a\\\\b%",
      })
  void shouldTakeEachCharacterForItselfWhenAPartIsLookedFor(
      String op, String part, String pattern) {
    SqlText sql = new SqlText();
    String json =
        "{'field':'state','op':'%s','value':'%s'}".formatted(op, part.replace("\\", "\\\\"));

    FilterSql.write(read(json), sql);

    assertThat(sql.toString()).isEqualTo("state like ?");
    assertThat(sql.values()).isEqualTo(List.of(pattern));
  }

  @Test
  void shouldLookWhereTextsBeginWhenTheIndexIsOfThat() {
    SqlText sql = new SqlText();

    FilterSql.write(
        compile("{'field':'uniqueId','op':'startswith','value':'U1'}", DeviceField.values()), sql);

    assertThat(sql.toString()).isEqualTo("(left(unique_id, 128) like ? and unique_id like ?)");
  }

  @Test
  void shouldTakeAFilterWhenItIsAsLargeAsMayBe() {
    String deepest = "{'not': ".repeat(FilterCompiler.DEPTH - 1) + LEAF + "}".repeat(31);
    String widest = "{'and': [" + (LEAF + ",").repeat(199) + LEAF + "]}";

    assertThat(read(deepest)).isInstanceOf(Condition.Test.class);
    assertThat(read(widest)).isInstanceOf(Condition.And.class);
  }

  @Test
  void shouldRefuseAFilterWhenItIsLarger() {
    String tooDeep = "{'not': ".repeat(FilterCompiler.DEPTH) + LEAF + "}".repeat(32);
    String tooWide = "{'and': [" + (LEAF + ",").repeat(200) + LEAF + "]}";
    String tooManyValues = "{'field':'state','in':[" + "'a',".repeat(200) + "'a']}";
    String tooManyConstants = "{'or': [" + "{'and': []},".repeat(200) + "{'and': []}]}";

    for (String filter : List.of(tooDeep, tooWide, tooManyValues, tooManyConstants)) {
      assertRefused(filter);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "'state'",
        "[]",
        "{}",
        "{'and': {}}",
        "{'or': null}",
        "{'not': null}",
        "{'not': []}",
        "{'and': [], 'or': []}",
        "{'xor': []}",
        "{'field': 'colour', 'op': 'eq', 'value': 'red'}",
        "{'field': 'STATE', 'op': 'eq', 'value': 'red'}",
        "{'field': 'state; drop table operation', 'op': 'eq', 'value': 'red'}",
        "{'field': 5, 'op': 'eq', 'value': 'red'}",
        "{'field': null, 'op': 'eq', 'value': 'red'}",
        "{'field': 'state', 'op': 'like', 'value': 'red'}",
        "{'field': 'state', 'op': null, 'value': 'red'}",
        "{'field': 'state', 'value': 'red'}",
        "{'field': 'state', 'op': 'eq'}",
        "{'field': 'state', 'op': 'eq', 'value': 5}",
        "{'field': 'state', 'op': 'eq', 'value': true}",
        "{'field': 'state', 'op': 'eq', 'value': {}}",
        "{'field': 'state', 'op': 'eq', 'value': 'a', 'not': 'b'}",
        "{'field': 'state', 'in': 'a'}",
        "{'field': 'state', 'in': [['a']]}",
        "{'field': 'state', 'in': ['a'], 'op': 'eq'}",
        "{'field': 'createdAt', 'op': 'startswith', 'value': '5'}",
        "{'field': 'createdAt', 'op': 'contains', 'value': 5}",
        "{'field': 'state', 'op': 'contains', 'value': 5}",
        "{'field': 'createdAt', 'op': 'lt', 'value': '5'}",
        "{'field': 'createdAt', 'op': 'lt', 'value': 5.5}",
        "{'field': 'createdAt', 'op': 'lt', 'value': 9223372036854775808}",
        "{'field': 'state', 'op': 'eq', 'value': 'a\\u0000b'}",
        "{'field': 'state', 'op': 'eq', 'value': '\\uD83D'}"
      })
  void shouldRefuseWhatIsNoFilter(String filter) {
    assertRefused(filter);
  }

  private static void assertRefused(String filter) {
    assertThatThrownBy(() -> read(filter))
        .isInstanceOf(BadQueryException.class)
        .hasMessageStartingWith("Expected");
  }

  private static String sql(String filter) {
    SqlText sql = new SqlText();
    FilterSql.write(read(filter), sql);
    return sql.toString();
  }

  private static Condition read(String filter) {
    return compile(filter, OperationField.values());
  }

  private static Condition compile(String filter, Field[] fields) {
    return FilterCompiler.compile(QueryReader.filter(Queries.json(filter)), fields);
  }
}
