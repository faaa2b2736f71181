package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.DELIVERY;
import static dev.drydock.operation.core.OperationScenario.PROGRESS;
import static dev.drydock.operation.core.OperationScenario.admitted;
import static dev.drydock.operation.core.OperationScenario.after;
import static dev.drydock.operation.core.OperationScenario.given;
import static dev.drydock.operation.core.OperationScenario.minute;
import static dev.drydock.operation.core.OperationScenario.reported;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutageGraceTest {

  private static final OutageGrace GRACE =
      new OutageGrace(Duration.ofMinutes(1), Duration.ofMinutes(15));

  @ParameterizedTest
  @CsvSource({"PT0S, ", "PT1M, ", "PT1M0.001S, PT16M0.001S", "PT10H, PT10H15M"})
  void shouldPutOffWhatIsLookedAtTooLate(Duration late, Duration until) {
    // given
    Outage outage = GRACE.noticed(null, minute(0), after(late));

    // when / then
    assertThat(GRACE.until(waiting(-60), minute(0), after(late), outage))
        .isEqualTo(Optional.ofNullable(until).map(OperationScenario::after));
  }

  @Test
  void shouldPutOffNothingWhenThereIsNoGrace() {
    // when / then
    assertThat(
            new OutageGrace(Duration.ofMinutes(1), Duration.ZERO)
                .until(waiting(-60), minute(0), minute(99), outage(98, 99)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10, -60, 15", "14, -1, 15", "15, -60, ", "10, 1, "})
  void shouldPutOffWhatIsDueSoonAfterAnOutage(int due, int since, Integer until) {
    // when / then
    assertThat(GRACE.until(waiting(since), minute(due), minute(due), outage(0, 0)))
        .isEqualTo(Optional.ofNullable(until).map(OperationScenario::minute));
  }

  @ParameterizedTest
  @CsvSource({
    "grace ended in time, 15, 0, 14, ",
    "grace ended in time and a late record came then, 15, 15, 15, ",
    "the outage has lasted since before the end of the grace, 90, 0, 90, ",
    "the grace ended in another outage, 90, 90, 90, 105"
  })
  void shouldPutOffAgainForAnotherOutageAlone(
      String why, int seen, int outageSince, int outageLast, Integer until) {
    // given
    Operation putOff =
        OperationRules.evolve(
            waiting(-60), new OperationEvent.DeadlineExtended(minute(15), minute(0)));

    // when / then
    assertThat(GRACE.until(putOff, minute(15), minute(seen), outage(outageSince, outageLast)))
        .as(why)
        .isEqualTo(Optional.ofNullable(until).map(OperationScenario::minute));
  }

  @Test
  void shouldTakeWhatIsNoticedAgainWithinAMinuteForTheSameOutage() {
    // when
    Outage first = GRACE.noticed(null, minute(0), minute(10));
    Outage longer = GRACE.noticed(first, minute(9), minute(11));
    Outage other = GRACE.noticed(longer, minute(0), minute(13));

    // then
    assertThat(first).isEqualTo(outage(10, 10));
    assertThat(longer).isEqualTo(outage(10, 11));
    assertThat(other).isEqualTo(outage(13, 13));
    assertThat(GRACE.noticed(other, minute(13), minute(14))).isEqualTo(other);
  }

  @Test
  void shouldChangeTheDeadlineAndTheRevisionAlone() {
    // given
    Instant until = after(DELIVERY.plusHours(3));
    Operation before = OperationRules.evolve(null, admitted());

    // when
    Operation extended =
        given(admitted())
            .when(passed(DeadlineKind.DELIVERY, until), after(DELIVERY))
            .then(new OperationEvent.DeadlineExtended(until, after(DELIVERY)));

    // then
    assertThat(extended.deadline()).contains(new Deadline(DeadlineKind.DELIVERY, until));
    assertThat(extended.revision()).isEqualTo(before.revision() + 1);
    assertThat(extended.times()).isEqualTo(before.times());
    assertThat(extended.state()).isEqualTo(before.state());
  }

  @Test
  void shouldEndAtTheGracesEndWhenTheDeviceStaysSilent() {
    // given
    Instant until = after(DELIVERY.plusHours(3));
    OperationEvent extended = new OperationEvent.DeadlineExtended(until, after(DELIVERY));

    // when / then
    given(admitted(), extended)
        .when(new OperationInput.DeadlinePassed(DeadlineKind.DELIVERY), until.minusMillis(1))
        .thenNothing();
    assertThat(
            given(admitted(), extended)
                .when(passed(DeadlineKind.DELIVERY, until), until)
                .then(
                    new OperationEvent.OperationFailed(
                        Failure.of(new Deadline(DeadlineKind.DELIVERY, until)),
                        java.util.List.of(),
                        until))
                .completedAt())
        .contains(until);
  }

  @Test
  void shouldWaitForTheNextReportFromTheReportInTheGrace() {
    // given
    OperationEvent extended =
        new OperationEvent.DeadlineExtended(minute(90), minute(1).plus(PROGRESS));

    // when
    Operation goesOn =
        given(admitted(), reported(Activity.INSTALLING, "1", minute(1)), extended)
            .when(OperationScenario.progress(Activity.INSTALLING, "2"), minute(80))
            .then(reported(Activity.INSTALLING, "2", minute(80)));

    // then
    assertThat(goesOn.deadline())
        .contains(new Deadline(DeadlineKind.PROGRESS, minute(80).plus(PROGRESS)));
  }

  private static Operation waiting(int since) {
    return OperationRules.evolve(
        null,
        new OperationEvent.OperationAdmitted(
            OperationScenario.ID,
            OperationScenario.DEVICE,
            OperationScenario.UPDATE,
            minute(since)));
  }

  private static Outage outage(int since, int last) {
    return new Outage(minute(since), minute(last));
  }

  private static OperationInput passed(DeadlineKind kind, Instant until) {
    return new OperationInput.DeadlinePassed(kind, until);
  }
}
