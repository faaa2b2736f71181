package dev.drydock.projector.query;

import dev.drydock.projector.core.DurationBand;
import dev.drydock.projector.core.OperationKind.Completion;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of operations, as the table has it.
 *
 * @param id its number
 * @param state their state
 * @param softwareType kind of software
 * @param softwareVersion version of that software
 * @param errorCode why they failed; null unless failed
 * @param completion when they ended
 * @param band the band of the time from creation to last action
 */
record Kind(
    long id,
    String state,
    String softwareType,
    String softwareVersion,
    @Nullable String errorCode,
    Completion completion,
    DurationBand band) {

  /**
   * Returns what is left of a filter for operations of the kind: a filter of their times, of which
   * that of their end, where it is that of the last action, is named as that.
   */
  Condition rest(Condition filter) {
    if (filter instanceof Condition.And and) {
      return rest(and.parts(), Condition.ALL, Condition.NONE, Condition.And::new);
    }
    if (filter instanceof Condition.Or or) {
      return rest(or.parts(), Condition.NONE, Condition.ALL, Condition.Or::new);
    }
    return rest((Condition.Test) filter);
  }

  /**
   * @param idle what of the parts changes nothing
   * @param decisive what of the parts is the whole
   */
  private Condition rest(
      List<Condition> parts,
      Condition idle,
      Condition decisive,
      Function<List<Condition>, Condition> whole) {
    List<Condition> rests =
        parts.stream().map(this::rest).filter(rest -> !rest.equals(idle)).distinct().toList();
    if (rests.contains(decisive)) {
      return decisive;
    }
    return rests.isEmpty() ? idle : rests.size() == 1 ? rests.get(0) : whole.apply(rests);
  }

  private Condition rest(Condition.Test test) {
    return switch ((OperationField) test.field()) {
      case STATE -> constant(test.accepts(state));
      case SOFTWARE_TYPE -> constant(test.accepts(softwareType));
      case SOFTWARE_VERSION -> constant(test.accepts(softwareVersion));
      case ERROR_CODE -> constant(test.accepts(errorCode));
      case DEVICE_ID, CREATED_AT, LAST_ACTION_AT -> test;
      case COMPLETED_AT ->
          switch (completion) {
            case NONE -> constant(test.acceptsNull());
            case LAST_ACTION ->
                new Condition.Test(OperationField.LAST_ACTION_AT, test.op(), test.values(), false);
            case OTHER -> test;
          };
    };
  }

  private static Condition constant(boolean isTrue) {
    return isTrue ? Condition.ALL : Condition.NONE;
  }

  /**
   * Returns between which times operations of the kind lie that a filter of times is true of.
   *
   * @param time by which of their times: creation or last action
   */
  TimeRange range(Condition rest, OperationField time) {
    return TimeRange.of(rest, test -> range(test, time));
  }

  private TimeRange range(Condition.Test test, OperationField time) {
    if (test.field() == OperationField.COMPLETED_AT || test.field() == OperationField.DEVICE_ID) {
      return TimeRange.UNKNOWN;
    }
    TimeRange ofTested = Times.range(test);
    if (test.field() == time || ofTested.isEmpty() || ofTested.isAll()) {
      return ofTested;
    }
    if (band.equals(DurationBand.UNBOUNDED)) {
      return TimeRange.UNKNOWN;
    }
    return time == OperationField.LAST_ACTION_AT
        ? ofTested.later(band.leastMs(), band.mostMs())
        : ofTested.later(-band.mostMs(), -band.leastMs());
  }
}
