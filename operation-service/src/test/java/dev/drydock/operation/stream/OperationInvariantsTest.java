package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.cancelRequested;
import static dev.drydock.operation.stream.Messages.delivered;
import static dev.drydock.operation.stream.Messages.downloading;
import static dev.drydock.operation.stream.Messages.installing;
import static dev.drydock.operation.stream.Messages.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.util.FileSystemUtils;

/**
 * The invariants that operation-service has to keep, on its real topology, beside a dock that
 * admits the next operation of a device once it has read that the one before is over.
 */
class OperationInvariantsTest {

  /** As they may follow each other. */
  private static final List<String> STATES =
      List.of(
          OperationState.QUEUED,
          OperationState.IN_PROGRESS,
          OperationState.SUCCESSFUL,
          OperationState.FAILED,
          OperationState.CANCELLED);

  /** As they may follow each other. */
  private static final List<String> PHASES =
      List.of(
          OperationPhase.ADMITTED,
          OperationPhase.DELIVERED,
          OperationPhase.DOWNLOADING,
          OperationPhase.INSTALLING,
          OperationPhase.CANCEL_REQUESTED);

  private static final Set<String> FINAL =
      Set.of(OperationState.SUCCESSFUL, OperationState.FAILED, OperationState.CANCELLED);

  private static final List<BiFunction<String, String, SpecificRecord>> WORDS =
      List.of(
          (device, id) -> delivered(device, id),
          (device, id) -> downloading(device, id, "1 of 7"),
          (device, id) -> installing(device, id, "2 of 7"),
          (device, id) -> installing(device, id, "3 of 7"),
          (device, id) -> ack(device, id, DeviceAckKind.SUCCEEDED),
          (device, id) -> ack(device, id, DeviceAckKind.FAILED),
          (device, id) -> ack(device, id, DeviceAckKind.REJECTED),
          (device, id) -> ack(device, id, DeviceAckKind.CANCELLED),
          (device, id) -> ack(device, id, DeviceAckKind.CANCEL_REFUSED),
          (device, id) -> cancelRequested(device, id),
          (device, id) -> withdrawn(device, id, true));

  /**
   * Something that happens.
   *
   * @param device to which device
   * @param word what, an index of the words
   * @param late whether it is about the device's operation before the present one
   * @param seconds how long after what happened before
   */
  record Step(int device, int word, boolean late, int seconds) {}

  @Property(tries = 25)
  void shouldKeepItsInvariantsWhateverHappens(@ForAll("steps") List<Step> steps)
      throws IOException {
    Path directory = Files.createTempDirectory("invariants");
    try (OperationLog log = new OperationLog(directory)) {
      Set<String> admitted = play(log, steps);
      letTimersEnd(log);

      assertOneInFlight(log.statuses());
      Map<String, List<OperationStatus>> lives = lives(log.statuses());
      assertThat(lives.keySet()).isEqualTo(admitted);
      lives.values().forEach(OperationInvariantsTest::assertLife);
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, WORDS.size() - 1),
            Arbitraries.of(true, false, false, false),
            Arbitraries.of(0, 1, 30, 599, 3_599, 3_601, 90_000))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private static Set<String> play(OperationLog log, List<Step> steps) {
    Set<String> admitted = new HashSet<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (Step step : steps) {
      log.pass(Duration.ofSeconds(step.seconds()));
      String device = "d" + step.device();
      int count = counts.getOrDefault(step.device(), 0);
      if (count == 0 || isOver(log, id(device, count))) {
        counts.put(step.device(), ++count);
        admitted.add(id(device, count));
        log.write(admitted(device, id(device, count)));
      }
      String about = id(device, step.late() ? Math.max(1, count - 1) : count);
      log.writeAt(WORDS.get(step.word()).apply(device, about), log.now());
    }
    return admitted;
  }

  private static boolean isOver(OperationLog log, String id) {
    return log.statuses().stream()
        .anyMatch(s -> s.getOperationId().equals(id) && FINAL.contains(s.getState()));
  }

  private static void letTimersEnd(OperationLog log) {
    for (int hour = 0; hour < 30; hour++) {
      log.pass(Duration.ofHours(1));
    }
    log.tick();
  }

  /** I1. */
  private static void assertOneInFlight(List<OperationStatus> statuses) {
    Map<String, Set<String>> inFlight = new HashMap<>();
    for (OperationStatus status : statuses) {
      Set<String> ofDevice =
          inFlight.computeIfAbsent(status.getDeviceId(), device -> new HashSet<>());
      if (FINAL.contains(status.getState())) {
        ofDevice.remove(status.getOperationId());
      } else {
        ofDevice.add(status.getOperationId());
      }
      assertThat(ofDevice).hasSizeLessThanOrEqualTo(1);
    }
  }

  private static void assertLife(List<OperationStatus> life) {
    OperationStatus end = null;
    OperationStatus before = null;
    for (OperationStatus status : life) {
      assertThat(status.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
      if (end != null) {
        assertOnlyALateResult(end, status);
      } else if (before != null) {
        assertForward(before, status);
      }
      if (end == null && FINAL.contains(status.getState())) {
        end = status;
        assertCause(status);
      }
      before = status;
    }
    assertThat(end).as("I3: it ends").isNotNull();
    assertThat(life.indexOf(end)).isGreaterThanOrEqualTo(life.size() - 2);
  }

  /** I6. */
  private static void assertForward(OperationStatus before, OperationStatus after) {
    assertThat(STATES.indexOf(after.getState()))
        .isGreaterThanOrEqualTo(STATES.indexOf(before.getState()));
    if (after.getPhase() != null && !OperationPhase.CANCEL_REQUESTED.equals(before.getPhase())) {
      assertThat(PHASES.indexOf(after.getPhase()))
          .isGreaterThanOrEqualTo(PHASES.indexOf(before.getPhase()));
    }
    assertThat(after.getLastActionAt()).isAfterOrEqualTo(before.getLastActionAt());
    Instant due = before.getDeadlineAt();
    assertThat(after.getLastActionAt()).as("I3: in time").isBeforeOrEqualTo(due);
  }

  /** I7: of two contradicting ends the first wins, and the other is recorded. */
  private static void assertOnlyALateResult(OperationStatus end, OperationStatus late) {
    assertThat(late.getLateResult()).isNotNull();
    assertThat(late)
        .returns(end.getState(), OperationStatus::getState)
        .returns(end.getErrorCode(), OperationStatus::getErrorCode)
        .returns(end.getCompletedAt(), OperationStatus::getCompletedAt);
  }

  /** I5 and I11: no outcome is invented; a cancel that won was asked for, or is the device's. */
  private static void assertCause(OperationStatus end) {
    boolean timedOut = end.getErrorCode() != null && end.getErrorCode().endsWith("Timeout");
    assertThat(end.getCauseTimer() != null).isEqualTo(timedOut);
    if (OperationState.SUCCESSFUL.equals(end.getState())) {
      assertThat(end.getCauseTopic()).isEqualTo("device-acks");
    }
    if (OperationState.CANCELLED.equals(end.getState()) && end.getCancelRequestedAt() == null) {
      assertThat(end.getCauseTopic()).isEqualTo("device-acks");
    }
  }

  private static Map<String, List<OperationStatus>> lives(List<OperationStatus> statuses) {
    Map<String, List<OperationStatus>> lives = new HashMap<>();
    statuses.forEach(
        s -> lives.computeIfAbsent(s.getOperationId(), id -> new ArrayList<>()).add(s));
    return lives;
  }

  private static String id(String device, int count) {
    return device + "-op-" + count;
  }
}
