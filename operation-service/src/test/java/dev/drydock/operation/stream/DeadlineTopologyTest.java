package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.DELIVERY;
import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.PROGRESS;
import static dev.drydock.operation.stream.Messages.START;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.delivered;
import static dev.drydock.operation.stream.Messages.installing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Actor;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlineTopologyTest {

  private static final Actor DRYDOCK = new Actor(null, "Drydock", null, null, null);

  private OperationLog log;

  @BeforeEach
  void open(@TempDir Path directory) {
    log = new OperationLog(directory);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldFailWhenTheDeviceIsNotGivenTheUpdateInTime() {
    // given
    log.write(admitted("d1", "op-1"));
    log.pass(DELIVERY.minusMillis(200));
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.QUEUED);

    // when
    log.tick();

    // then
    assertTimedOut(log.lastStatus(), "deliveryTimeout", "delivery", NOON.plus(DELIVERY));
    assertThat(log.lastStatus().getRevision()).isEqualTo(2);
  }

  @Test
  void shouldFailWhenTheDeviceDoesNotStartInTime() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(delivered("d1", "op-1"));

    // when
    log.pass(START);

    // then
    assertTimedOut(log.lastStatus(), "startTimeout", "start", NOON.plus(START));
  }

  @Test
  void shouldFailWhenTheDeviceFallsSilent() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "3 of 7"));

    // when
    log.pass(PROGRESS);

    // then
    assertTimedOut(log.lastStatus(), "progressTimeout", "progress", NOON.plus(PROGRESS));
    assertThat(log.lastStatus().getProgress()).isEqualTo("3 of 7");
    assertThat(log.lastStatus().getStartedAt()).isEqualTo(NOON);
  }

  @Test
  void shouldNameTheMomentThatWasDueWhenTheTimerFiresLate() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.pass(DELIVERY.plusDays(3));

    // then
    assertTimedOut(log.lastStatus(), "deliveryTimeout", "delivery", NOON.plus(DELIVERY));
  }

  @Test
  void shouldFailFirstWhenTheDevicesWordWasWrittenAfterTheDeadline() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "3 of 7"));
    log.passUnnoticed(PROGRESS.plusMillis(1));

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.statuses()).hasSize(4);
    assertTimedOut(log.statuses().get(2), "progressTimeout", "progress", NOON.plus(PROGRESS));
    assertThat(log.lastStatus())
        .returns(OperationState.FAILED, OperationStatus::getState)
        .returns(NOON.plus(PROGRESS), OperationStatus::getCompletedAt)
        .returns(log.now(), OperationStatus::getLastActionAt)
        .returns(new Statuses.Late(DeviceAckKind.SUCCEEDED, log.now(), null), Statuses::late);
    assertThat(onlyEntry()).isEqualTo(NOON.plus(PROGRESS));
    log.tick();
    assertThat(log.statuses()).hasSize(4);
    assertThat(onlyEntry()).isEqualTo(NOON.plus(PROGRESS).plus(OperationLog.TIMERS.keepEnded()));
  }

  @Test
  void shouldSucceedWhenTheDevicesWordWasWrittenAtTheDeadline() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "3 of 7"));
    log.passUnnoticed(PROGRESS);

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.SUCCESSFUL);
  }

  @Test
  void shouldBringNoDeadlineForwardWhenARecordIsDatedAhead() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "3 of 7"));
    log.passUnnoticed(PROGRESS.minusSeconds(1));

    // when
    log.writeAt(ack("d1", "op-1", DeviceAckKind.SUCCEEDED), log.now().plusSeconds(2));

    // then
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.SUCCESSFUL);
  }

  @Test
  void shouldMoveTheEntryOnlyWhenItComesUpAfterProgress() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "1 of 7"));
    Instant entry = onlyEntry();

    // when
    log.pass(Duration.ofMinutes(30));
    log.write(installing("d1", "op-1", "2 of 7"));

    // then
    assertThat(onlyEntry()).isEqualTo(entry);
    log.pass(Duration.ofMinutes(30));
    assertThat(log.lastStatus().getPhase()).isEqualTo(OperationPhase.INSTALLING);
    assertThat(onlyEntry()).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
    log.pass(Duration.ofMinutes(30));
    assertTimedOut(
        log.lastStatus(), "progressTimeout", "progress", NOON.plus(Duration.ofMinutes(90)));
  }

  @Test
  void shouldReplaceTheEntryWhenTheNextDeadlineIsEarlier() {
    // given
    log.write(admitted("d1", "op-1"));
    assertThat(onlyEntry()).isEqualTo(NOON.plus(DELIVERY));

    // when
    log.write(delivered("d1", "op-1"));

    // then
    assertThat(onlyEntry()).isEqualTo(NOON.plus(START));
  }

  @Test
  void shouldHandleAtMostOneBatchAtATickAndTheRestLater() {
    // given
    for (int i = 0; i < 7; i++) {
      log.write(admitted("d" + i, "op-" + i));
    }
    int admissions = log.statuses().size();

    // when
    log.pass(DELIVERY);
    int first = log.statuses().size() - admissions;
    log.tick();
    int second = log.statuses().size() - admissions - first;
    log.tick();
    int third = log.statuses().size() - admissions - first - second;

    // then
    assertThat(List.of(first, second, third)).containsExactly(3, 3, 1);
  }

  @Test
  void shouldLeaveTheRestToTheNextTickWhenItsTimeIsSpent(@TempDir Path directory) {
    // given
    AtomicLong nanos = new AtomicLong();
    TimerSettings timers =
        new TimerSettings(
            OperationLog.TIMERS.tickInterval(),
            Duration.ofMillis(4),
            500,
            OperationLog.TIMERS.parkGrace(),
            OperationLog.TIMERS.keepEnded(),
            OperationLog.TIMERS.statusRetention(),
            OperationLog.TIMERS.outageAfter(),
            OperationLog.TIMERS.outageGrace());
    try (OperationLog slow =
        new OperationLog(
            directory,
            NOON,
            clock -> new OperationShards(timers, clock, () -> nanos.addAndGet(3_000_000)))) {
      for (int i = 0; i < 20; i++) {
        slow.write(admitted("d" + i, "op-" + i));
      }

      // when
      slow.pass(DELIVERY);
      int first = slow.statuses().size();
      slow.tick();
      slow.tick();

      // then
      assertThat(first).as("two times four, at 3 ms each").isEqualTo(28);
      assertThat(slow.statuses()).hasSize(40);
    }
  }

  @Test
  void shouldFindAnEntryThatIsDueBeforeTheLastTick() {
    // given
    log.tick();

    // when
    log.writeAt(admitted("d1", "op-1"), Instant.EPOCH);
    log.tick();

    // then
    assertTimedOut(log.lastStatus(), "deliveryTimeout", "delivery", Instant.EPOCH.plus(DELIVERY));
  }

  @Test
  void shouldStillEndInTimeWhenARecordIsDatedFarAhead() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.writeAt(installing("d1", "op-1", "1 of 7"), Instant.parse("2999-01-01T00:00:00Z"));

    // then
    Instant latest = NOON.plus(Duration.ofHours(1)).plus(PROGRESS);
    assertThat(log.lastStatus().getDeadlineAt()).isEqualTo(latest);
    log.pass(Duration.ofHours(2));
    log.tick();
    assertTimedOut(log.lastStatus(), "progressTimeout", "progress", latest);
  }

  @Test
  void shouldDateNothingBackWhenARecordIsDatedLongAgo() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.writeAt(installing("d1", "op-1", "1 of 7"), Instant.EPOCH);

    // then
    assertThat(log.lastStatus())
        .returns(NOON, OperationStatus::getLastActionAt)
        .returns(NOON.plus(PROGRESS), OperationStatus::getDeadlineAt);
  }

  @Test
  void shouldTakeNoDeadlineOutsideItsBounds() {
    // when
    log.write(admitted("d1", "op-1", Duration.ZERO));

    // then
    assertThat(log.lastStatus().getDeadlineAt()).isEqualTo(NOON.plusSeconds(1));
  }

  private Instant onlyEntry() {
    assertThat(log.index()).hasSize(1);
    return log.index().get(0).dueAt();
  }

  private static void assertTimedOut(
      OperationStatus status, String code, String timer, Instant dueAt) {
    assertThat(status)
        .returns(OperationState.FAILED, OperationStatus::getState)
        .returns(code, OperationStatus::getErrorCode)
        .returns(dueAt, OperationStatus::getCompletedAt)
        .returns(null, OperationStatus::getDeadlineAt)
        .returns(DRYDOCK, Statuses::lastActionBy)
        .returns(new Cause(null, 0, null, timer, dueAt), Statuses::cause);
  }
}
