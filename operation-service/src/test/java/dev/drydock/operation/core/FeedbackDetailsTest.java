package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationScenario.DEVICE;
import static dev.drydock.operation.core.OperationScenario.NOON;
import static dev.drydock.operation.core.OperationScenario.PROGRESS;
import static dev.drydock.operation.core.OperationScenario.admitted;
import static dev.drydock.operation.core.OperationScenario.minute;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedbackDetailsTest {

  @Test
  void shouldKeepTheNewestLinesAndCutLongOnes() {
    // given
    List<String> lines =
        IntStream.range(0, FeedbackDetails.MAX_LOG_LINES + 2)
            .mapToObj(n -> n + "x".repeat(600))
            .toList();

    // when
    FeedbackDetails said = new FeedbackDetails(null, lines);

    // then
    assertThat(said.logLines())
        .hasSize(FeedbackDetails.MAX_LOG_LINES)
        .allSatisfy(line -> assertThat(line).hasSize(FeedbackDetails.MAX_LOG_LINE_LENGTH))
        .first()
        .asString()
        .startsWith("2x");
  }

  @Test
  void shouldPassTheLinesOnWithEachOfADevicesWords() {
    FeedbackDetails said = new FeedbackDetails(null, List.of("a line"));

    assertThat(
            List.of(
                new OperationInput.Progress(DEVICE, Activity.INSTALLING, null, said),
                new OperationInput.Ended(DEVICE, DeviceResult.SUCCEEDED, said),
                new OperationInput.Ended(DEVICE, DeviceResult.FAILED, said),
                new OperationInput.Ended(DEVICE, DeviceResult.CANCELLED, said)))
        .allSatisfy(
            input ->
                assertThat(OperationRules.decide(operation(), input, minute(1)))
                    .isInstanceOfSatisfying(
                        Outcome.Changed.class,
                        changed ->
                            assertThat(changed.event().logLines()).containsExactly("a line")));
  }

  @Test
  void shouldKeepLinesOfOneThousandReportsAndStillPutTheDeadlineOff() {
    // given
    Operation operation = operation();
    OperationInput report =
        new OperationInput.Progress(
            DEVICE, Activity.INSTALLING, "1 of 7", new FeedbackDetails(null, List.of("a line")));
    int kept = 0;

    // when
    for (int n = 1; n <= 1_002; n++) {
      OperationEvent event =
          ((Outcome.Changed) OperationRules.decide(operation, report, NOON.plusSeconds(n))).event();
      kept += event.logLines().size();
      operation = OperationRules.evolve(operation, event);
    }

    // then
    assertThat(kept).isEqualTo(1_000);
    assertThat(operation.reports().count()).isEqualTo(1_002);
    assertThat(operation.deadline().orElseThrow().dueAt())
        .isEqualTo(NOON.plusSeconds(1_002).plus(PROGRESS));
  }

  @Test
  void shouldKeepNoMoreLinesThanCanBeReadAtOnceAndAllOfTheEnd() {
    // given
    Operation operation = operation();
    List<String> lines = Collections.nCopies(FeedbackDetails.MAX_LOG_LINES, "x".repeat(512));
    OperationInput report =
        new OperationInput.Progress(
            DEVICE, Activity.INSTALLING, "1 of 7", new FeedbackDetails(null, lines));
    int kept = 0;

    // when
    for (int n = 1; n <= 20; n++) {
      OperationEvent event =
          ((Outcome.Changed) OperationRules.decide(operation, report, NOON.plusSeconds(n))).event();
      kept += event.logLines().stream().mapToInt(String::length).sum();
      operation = OperationRules.evolve(operation, event);
    }

    // then
    assertThat(kept).isBetween(100 << 10, Reports.MAX_LOGGED_UNITS);
    assertThat(operation.reports().loggedUnits()).isEqualTo(kept);
    OperationInput end =
        new OperationInput.Ended(DEVICE, DeviceResult.FAILED, new FeedbackDetails("broken", lines));
    assertThat(OperationRules.decide(operation, end, NOON.plusSeconds(30)))
        .isInstanceOfSatisfying(
            Outcome.Changed.class,
            changed ->
                assertThat(changed.event().logLines()).hasSize(FeedbackDetails.MAX_LOG_LINES));
  }

  private static Operation operation() {
    return OperationRules.evolve(null, admitted());
  }
}
