package dev.drydock.projector.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.projector.core.DurationBand;
import dev.drydock.projector.core.OperationKind.Completion;
import org.junit.jupiter.api.Test;

class KindTest {

  private static final Kind FAILED = kind(Completion.LAST_ACTION, new DurationBand(100, 199));

  @Test
  void shouldLeaveNothingOfAFilterWhenTheKindDecidesIt() {
    assertThat(rest(FAILED, "{'field':'state','op':'eq','value':'failed'}"))
        .isEqualTo(Condition.ALL);
    assertThat(rest(FAILED, "{'field':'errorCode','op':'eq','value':null}"))
        .isEqualTo(Condition.NONE);
    assertThat(
            rest(
                FAILED,
                "{'or':[{'field':'createdAt','op':'lt','value':5},{'field':'softwareType','op':'ne','value':'x'}]}"))
        .isEqualTo(Condition.ALL);
  }

  @Test
  void shouldBoundTheOtherTimeByTheSpan() {
    String early = "{'field':'createdAt','op':'lt','value':1001}";

    assertThat(reach(FAILED, early, OperationField.CREATED_AT))
        .isEqualTo(new TimeRange(Long.MIN_VALUE, 1000, true));
    assertThat(reach(FAILED, early, OperationField.LAST_ACTION_AT))
        .isEqualTo(new TimeRange(Long.MIN_VALUE, 1199, false));
    assertThat(
            reach(
                FAILED,
                "{'field':'lastActionAt','op':'ge','value':1000}",
                OperationField.CREATED_AT))
        .isEqualTo(new TimeRange(801, Long.MAX_VALUE, false));
    assertThat(
            reach(
                kind(Completion.LAST_ACTION, DurationBand.UNBOUNDED),
                early,
                OperationField.LAST_ACTION_AT))
        .isEqualTo(TimeRange.UNKNOWN);
  }

  @Test
  void shouldTakeTheEndForTheLastActionWhereItIsThat() {
    String ended = "{'field':'completedAt','op':'eq','value':1000}";

    assertThat(reach(FAILED, ended, OperationField.LAST_ACTION_AT))
        .isEqualTo(new TimeRange(1000, 1000, true));
    assertThat(
            reach(
                kind(Completion.NONE, DurationBand.UNBOUNDED),
                ended,
                OperationField.LAST_ACTION_AT))
        .isEqualTo(TimeRange.NONE);
    assertThat(
            reach(
                kind(Completion.OTHER, DurationBand.UNBOUNDED),
                ended,
                OperationField.LAST_ACTION_AT))
        .isEqualTo(TimeRange.UNKNOWN);
  }

  @Test
  void shouldStayAtTheEndsOfTimeWhenABoundIsBeyondThem() {
    assertThat(
            reach(
                FAILED,
                "{'field':'createdAt','op':'ge','value':9223372036854775807}",
                OperationField.LAST_ACTION_AT))
        .isEqualTo(new TimeRange(Long.MAX_VALUE, Long.MAX_VALUE, false));
    assertThat(
            reach(
                FAILED,
                "{'field':'createdAt','op':'lt','value':-9223372036854775808}",
                OperationField.CREATED_AT))
        .isEqualTo(TimeRange.NONE);
  }

  private static Kind kind(Completion completion, DurationBand span) {
    return new Kind(1, "failed", "firmware", "2", "startTimeout", completion, span);
  }

  private static Condition rest(Kind kind, String filter) {
    return kind.rest(
        FilterCompiler.compile(QueryReader.filter(Queries.json(filter)), OperationField.values()));
  }

  private static TimeRange reach(Kind kind, String filter, OperationField time) {
    return kind.range(rest(kind, filter), time);
  }
}
