package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.DELIVERY;
import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.PROGRESS;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.cancelRequested;
import static dev.drydock.operation.stream.Messages.installing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines that run out while nothing looks at them. */
class OutageTopologyTest {

  private static final Duration GRACE = Duration.ofMinutes(15);
  private static final TimerSettings TIMERS =
      new TimerSettings(
          OperationLog.TIMERS.tickInterval(),
          OperationLog.TIMERS.tickBudget(),
          OperationLog.TIMERS.batchSize(),
          OperationLog.TIMERS.parkGrace(),
          OperationLog.TIMERS.keepEnded(),
          OperationLog.TIMERS.statusRetention(),
          Duration.ofMinutes(1),
          GRACE);
  private static final Instant DUE = NOON.plus(PROGRESS);
  private static final Duration DOWN = PROGRESS.plusHours(5);

  private OperationLog log;

  @BeforeEach
  void open(@TempDir Path directory) {
    log = new OperationLog(directory, NOON, clock -> new OperationShards(TIMERS, clock));
    log.write(admitted("d1", "op-1"));
    log.write(installing("d1", "op-1", "1 of 7"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldSucceedWhenTheReportStandsInTheLogBeforeTheDeadline() {
    // given
    log.passUnnoticed(DOWN);

    // when
    log.writeAt(ack("d1", "op-1", DeviceAckKind.SUCCEEDED), DUE.minusSeconds(1));

    // then
    assertThat(log.lastStatus())
        .returns(OperationState.SUCCESSFUL, OperationStatus::getState)
        .returns(3, OperationStatus::getRevision);
  }

  @Test
  void shouldSucceedWhenTheReportStandsInTheLogAfterTheDeadline() {
    // given
    log.passUnnoticed(DOWN);

    // when
    log.writeAt(ack("d1", "op-1", DeviceAckKind.SUCCEEDED), DUE.plusSeconds(600));

    // then
    assertThat(log.lastStatus())
        .returns(OperationState.SUCCESSFUL, OperationStatus::getState)
        .returns(DUE.plusSeconds(600), OperationStatus::getCompletedAt)
        .returns(null, OperationStatus::getLateResult);
  }

  @Test
  void shouldLetTheDeviceSpeakFirstWhenItCouldNotReport() {
    // given
    log.pass(DOWN);
    Instant until = log.now().plus(GRACE);
    assertThat(log.lastStatus())
        .returns(OperationState.IN_PROGRESS, OperationStatus::getState)
        .returns(3, OperationStatus::getRevision)
        .returns(until, OperationStatus::getDeadlineAt)
        .returns("outage", OperationStatus::getCauseTimer)
        .returns(DUE, OperationStatus::getCauseDueAt);

    // when
    log.pass(GRACE.minusSeconds(1));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.lastStatus()).returns(OperationState.SUCCESSFUL, OperationStatus::getState);
  }

  @Test
  void shouldFailAtTheGracesEndWhenTheDeviceStaysSilent() {
    // given
    log.pass(DOWN);
    Instant until = log.now().plus(GRACE);

    // when
    log.pass(GRACE);

    // then
    assertThat(log.lastStatus())
        .returns("progressTimeout", OperationStatus::getErrorCode)
        .returns(until, OperationStatus::getCompletedAt)
        .returns("progress", OperationStatus::getCauseTimer)
        .returns(until, OperationStatus::getCauseDueAt);
    log.tick();
    assertThat(log.statuses()).hasSize(4);
  }

  @Test
  void shouldGiveGraceAgainWhenTheGraceItselfRanOutInAnOutage() {
    // given
    log.pass(DOWN);

    // when
    log.pass(GRACE.plusHours(2));

    // then
    assertThat(log.lastStatus())
        .returns(null, OperationStatus::getErrorCode)
        .returns(log.now().plus(GRACE), OperationStatus::getDeadlineAt);
  }

  @Test
  void shouldPutOffWhatIsDueSoonAfterTheOutage() {
    // given
    log.write(admitted("d2", "op-2"));
    log.pass(DELIVERY.minusMinutes(5));
    Instant end = log.now();

    // when
    log.pass(Duration.ofMinutes(5));
    OperationStatus putOff = log.lastStatus();
    log.pass(Duration.ofMinutes(10));

    // then
    assertThat(putOff)
        .returns("op-2", OperationStatus::getOperationId)
        .returns(end.plus(GRACE), OperationStatus::getDeadlineAt);
    assertThat(log.statuses().subList(log.statuses().size() - 2, log.statuses().size()))
        .allSatisfy(status -> assertThat(status.getState()).isEqualTo(OperationState.FAILED));
  }

  @Test
  void shouldTellAnOutageByARecordThatWasWrittenLongBefore() {
    // given
    log.pass(PROGRESS.minusMinutes(5));
    log.writeAt(admitted("d2", "op-2"), log.now().minusSeconds(600));
    Instant end = log.now();

    // when
    log.pass(Duration.ofMinutes(5));

    // then
    assertThat(log.lastStatus())
        .returns("op-1", OperationStatus::getOperationId)
        .returns(end.plus(GRACE), OperationStatus::getDeadlineAt);
  }

  @Test
  void shouldPutOffOnceWhenAllRecordsAreDatedBehindTheClock() {
    // given
    log.write(admitted("d2", "op-2"));

    // when
    for (int minute = 0; minute < 120; minute++) {
      log.pass(Duration.ofMinutes(1));
      log.writeAt(installing("d2", "op-2", "minute " + minute), log.now().minusSeconds(61));
    }

    // then
    assertThat(ofFirstOperation())
        .extracting(OperationStatus::getCauseTimer)
        .containsExactly(null, null, "outage", "progress");
  }

  @Test
  void shouldPutOffOnceWhenTheShardIsAlwaysLate() {
    // given
    log.write(admitted("d2", "op-2"));

    // when
    for (int look = 0; look < 20; look++) {
      for (int record = 0; record < 14; record++) {
        log.passUnnoticed(Duration.ofSeconds(30));
        log.writeAt(installing("d2", "op-2", look + "." + record), log.now().minusSeconds(300));
      }
      log.pass(Duration.ZERO);
    }

    // then
    assertThat(ofFirstOperation())
        .extracting(OperationStatus::getCauseTimer)
        .containsExactly(null, null, "outage", "progress");
  }

  @Test
  void shouldPutOffWhatIsDueSoonAfterTheOutageWhenTheShardHasMovedMeanwhile(
      @TempDir Path elsewhere) {
    // given
    log.pass(PROGRESS.minusMinutes(5));
    log.writeAt(admitted("d2", "op-2"), log.now().minusSeconds(600));
    Instant end = log.now();

    try (OperationLog moved =
        new OperationLog(elsewhere, end, clock -> new OperationShards(TIMERS, clock))) {
      moved.restoreFrom(log);

      // when
      moved.pass(Duration.ofMinutes(5));

      // then
      assertThat(moved.lastStatus())
          .returns("op-1", OperationStatus::getOperationId)
          .returns(end.plus(GRACE), OperationStatus::getDeadlineAt);
    }
  }

  @Test
  void shouldBePunctualWhenTheTimerIsLateByLess() {
    // when
    log.pass(PROGRESS.plusSeconds(60));

    // then
    assertThat(log.lastStatus())
        .returns("progressTimeout", OperationStatus::getErrorCode)
        .returns(DUE, OperationStatus::getCompletedAt);
  }

  @Test
  void shouldLetTheDeviceAnswerARequestToStopFirst() {
    // given
    log.write(cancelRequested("d1", "op-1"));
    log.pass(Duration.ofHours(3));
    Instant until = log.lastStatus().getDeadlineAt();

    // when
    log.write(installing("d1", "op-1", "2 of 7"));
    Instant afterProgress = log.lastStatus().getDeadlineAt();
    log.write(ack("d1", "op-1", DeviceAckKind.CANCELLED));

    // then
    assertThat(until).isEqualTo(log.now().plus(GRACE));
    assertThat(afterProgress).isEqualTo(until);
    assertThat(log.lastStatus()).returns(OperationState.CANCELLED, OperationStatus::getState);
  }

  @Test
  void shouldMoveEachOfManyOnce() {
    // given
    for (int i = 2; i < 9; i++) {
      log.write(admitted("d" + i, "op-" + i));
    }
    int before = log.statuses().size();

    // when
    log.pass(DELIVERY.plusDays(3));
    for (int i = 0; i < 5; i++) {
      log.tick();
    }

    // then
    assertThat(log.statuses().subList(before, log.statuses().size()))
        .hasSize(8)
        .allSatisfy(status -> assertThat(status.getDeadlineAt()).isAfter(log.now()));
  }

  private List<OperationStatus> ofFirstOperation() {
    return log.statuses().stream()
        .filter(status -> status.getOperationId().equals("op-1"))
        .toList();
  }
}
