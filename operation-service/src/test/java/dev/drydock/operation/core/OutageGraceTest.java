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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutageGraceTest {

  private static final OutageGrace GRACE =
      new OutageGrace(Duration.ofMinutes(1), Duration.ofMinutes(15));

  @ParameterizedTest
  @CsvSource({"PT0S, ", "PT1M, ", "PT1M0.001S, PT16M0.001S", "PT10H, PT10H15M"})
  void shouldPutOffWhatIsLookedAtTooLate(Duration late, Duration until) {
    // when / then
    assertThat(GRACE.until(minute(0), minute(-60), after(late), null))
        .isEqualTo(java.util.Optional.ofNullable(until).map(OperationScenario::after));
  }

  @Test
  void shouldPutOffNothingWhenThereIsNoGrace() {
    // when / then
    assertThat(
            new OutageGrace(Duration.ofMinutes(1), Duration.ZERO)
                .until(minute(0), minute(-60), minute(99), minute(98)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10, -60, 15", "14, -1, 15", "15, -60, ", "10, 1, "})
  void shouldPutOffWhatIsDueSoonAfterAnOutage(int due, int since, Integer until) {
    // when / then
    assertThat(GRACE.until(minute(due), minute(since), minute(due), minute(0)))
        .isEqualTo(java.util.Optional.ofNullable(until).map(OperationScenario::minute));
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

  private static OperationInput passed(DeadlineKind kind, Instant until) {
    return new OperationInput.DeadlinePassed(kind, until);
  }
}
