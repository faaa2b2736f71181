package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.CANCEL;
import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.OPERATOR;
import static dev.drydock.operation.stream.Messages.PROGRESS;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.cancelRequested;
import static dev.drydock.operation.stream.Messages.delivered;
import static dev.drydock.operation.stream.Messages.installing;
import static dev.drydock.operation.stream.Messages.logging;
import static dev.drydock.operation.stream.Messages.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTopologyTest {

  private static final Instant ASKED_AT = NOON.minusMillis(3);

  private OperationLog log;

  @BeforeEach
  void open(@TempDir Path directory) {
    log = new OperationLog(directory);
    log.write(admitted("d1", "op-1"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldWaitForTheDevicesAnswerWhenACancelIsRequested() {
    // given
    log.write(delivered("d1", "op-1"));

    // when
    log.pass(Duration.ofMinutes(1));
    log.write(cancelRequested("d1", "op-1"));
    log.write(cancelRequested("d1", "op-1"));

    // then
    assertThat(log.statuses()).hasSize(3);
    assertThat(log.lastStatus())
        .returns(OperationState.QUEUED, OperationStatus::getState)
        .returns(OperationPhase.CANCEL_REQUESTED, OperationStatus::getPhase)
        .returns(minute(1), OperationStatus::getPhaseSince)
        .returns(DeadlineKind.CANCEL, OperationStatus::getWaitsFor)
        .returns(minute(1).plus(CANCEL), OperationStatus::getDeadlineAt)
        .returns(OPERATOR, Statuses::lastActionBy)
        .returns(NOON, OperationStatus::getLastHeardAt)
        .returns(new Statuses.Cancel(ASKED_AT, OPERATOR, false, null, null), Statuses::cancel);
  }

  @Test
  void shouldBeCancelledWhenTheDeviceStops() {
    // given
    log.write(installing("d1", "op-1", "1 of 7"));
    log.write(cancelRequested("d1", "op-1"));

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.CANCELLED));

    // then
    assertThat(log.lastStatus())
        .returns(OperationState.CANCELLED, OperationStatus::getState)
        .returns(null, OperationStatus::getErrorCode)
        .returns(null, OperationStatus::getPhase)
        .returns(NOON, OperationStatus::getCompletedAt);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldGoOnWhenTheDeviceRefusesToStop() {
    // given
    log.write(cancelRequested("d1", "op-1"));

    // when
    log.pass(Duration.ofMinutes(1));
    log.write(ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED, "too late"));

    // then
    assertThat(log.lastStatus())
        .returns(OperationState.IN_PROGRESS, OperationStatus::getState)
        .returns(OperationPhase.INSTALLING, OperationStatus::getPhase)
        .returns(minute(1).plus(PROGRESS), OperationStatus::getDeadlineAt)
        .returns(
            new Statuses.Cancel(ASKED_AT, OPERATOR, false, minute(1), "too late"),
            Statuses::cancel);
  }

  @Test
  void shouldGoOnWhenTheRefusalIsReadBeforeTheRequest() {
    // given
    log.write(ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED, "too late"));
    int before = log.statuses().size();

    // when
    log.write(cancelRequested("d1", "op-1"));

    // then
    assertThat(log.statuses()).hasSize(before + 2);
    assertThat(log.lastStatus())
        .returns(OperationPhase.INSTALLING, OperationStatus::getPhase)
        .returns(
            new Statuses.Cancel(ASKED_AT, OPERATOR, false, NOON, "too late"), Statuses::cancel);
    log.pass(Duration.ofMinutes(2));
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldAnswerEachRequestWithItsRefusalWhenBothAreReadBeforeThem() {
    // given
    log.write(ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED, "not now"));
    log.write(ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED, "not now either"));

    // when
    log.write(cancelRequested("d1", "op-1"));
    log.write(cancelRequested("d1", "op-1"));

    // then
    assertThat(log.lastStatus())
        .returns(OperationPhase.INSTALLING, OperationStatus::getPhase)
        .returns("not now either", status -> status.getCancelRefusal());
  }

  @Test
  void shouldForgetTheRefusalOfWhatNobodyAsksFor() {
    // given
    log.write(ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED, "no"));
    int before = log.statuses().size();

    // when
    log.pass(Duration.ofMinutes(2));

    // then
    assertThat(log.statuses()).hasSize(before);
    assertThat(log.deadLetters()).isEmpty();
    assertThat(log.size(OperationShards.PARKED)).isZero();
  }

  @Test
  void shouldBeCancelledWhenTheDeviceIsReadBeforeTheRequestThatItAnswers() {
    // given
    log.write(ack("d1", "op-1", DeviceAckKind.CANCELLED));

    // when
    log.writeAt(cancelRequested("d1", "op-1"), log.now().minusMillis(5));

    // then
    assertThat(log.lastStatus())
        .returns(OperationState.CANCELLED, OperationStatus::getState)
        .returns(null, OperationStatus::getErrorCode)
        .returns("console", OperationStatus::getCancelRequestedByApplicationId)
        .returns(log.now(), OperationStatus::getCompletedAt);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldFailByItsTimerWhenTheDeviceDoesNotAnswerTheCancel() {
    // given
    log.write(cancelRequested("d1", "op-1"));
    log.pass(CANCEL.minusMillis(200));
    log.write(installing("d1", "op-1", "still here"));

    // when
    log.tick();

    // then
    Instant due = NOON.plus(CANCEL);
    assertThat(log.lastStatus())
        .returns(OperationState.FAILED, OperationStatus::getState)
        .returns("cancelTimeout", OperationStatus::getErrorCode)
        .returns(due, OperationStatus::getCompletedAt)
        .returns(new Cause(null, 0, null, "cancel", due), Statuses::cause);
  }

  @Test
  void shouldEndAtOnceAndRecordTheDevicesLaterWordWhenItIsWithdrawnByForce() {
    // given
    log.write(delivered("d1", "op-1"));

    // when
    log.write(withdrawn("d1", "op-1", true));
    log.pass(Duration.ofMinutes(1));
    log.write(logging("d1", "op-1", "1 of 7", "unheard"));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED, "done"));
    log.write(ack("d1", "op-1", DeviceAckKind.FAILED));

    // then
    assertThat(log.statuses()).hasSize(4);
    assertThat(log.statuses().get(2))
        .returns(OperationState.CANCELLED, OperationStatus::getState)
        .returns(OPERATOR, Statuses::lastActionBy)
        .returns(new Statuses.Cancel(ASKED_AT, OPERATOR, true, null, null), Statuses::cancel);
    assertThat(log.lastStatus())
        .returns(4, OperationStatus::getRevision)
        .returns(OperationState.CANCELLED, OperationStatus::getState)
        .returns(NOON, OperationStatus::getCompletedAt)
        .returns(minute(1), OperationStatus::getLastActionAt)
        .returns(new Statuses.Late(DeviceAckKind.SUCCEEDED, minute(1), "done"), Statuses::late);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldIgnoreTheDocksRefusalToCancel() {
    // when
    log.writeBare(Messages.cancelRefusedByDock("d1", "op-1"));

    // then
    assertThat(log.statuses()).hasSize(1);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldGiveACancelUpWhenNoAdmissionStandsBeforeIt() {
    // when
    log.write(cancelRequested("d2", "op-2"));
    log.write(withdrawn("d2", "op-2", false));

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("unknownOperation", "unknownOperation");
  }

  @Test
  void shouldPassTheDevicesLogOnWithTheChangeThatItCameWithOnly() {
    // when
    log.write(logging("d1", "op-1", "1 of 7", "a line"));
    log.write(cancelRequested("d1", "op-1"));

    // then
    assertThat(log.statuses())
        .extracting(OperationStatus::getLogLines)
        .containsExactly(null, "a line", null);
  }

  @Test
  void shouldForgetAnOperationAndLaterRemoveItsStatusWhenItsEndIsLongAgo() {
    // given
    log.write(withdrawn("d1", "op-1", false));
    log.pass(Duration.ofDays(1));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    log.pass(OperationLog.TIMERS.keepEnded().minusDays(1));
    assertThat(log.size(OperationShards.OPERATIONS)).isZero();
    assertThat(log.index())
        .containsExactly(
            new DeadlineIndex.Entry(
                NOON.plus(OperationLog.TIMERS.statusRetention()),
                DeadlineIndex.Subject.STATUS,
                "op-1"));

    // when
    log.pass(Duration.ofDays(10).minusMillis(200));
    assertThat(log.tombstones()).isEmpty();
    log.tick();
    log.tick();

    // then
    assertThat(log.index()).isEmpty();
    assertThat(log.tombstones())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("op-1");
              assertThat(record.getRecordTime())
                  .isEqualTo(NOON.plus(OperationLog.TIMERS.statusRetention()));
            });
  }

  @Test
  void shouldKeepTheStatusWhenAForgottenIdIsAdmittedAnew() {
    // given
    log.write(withdrawn("d1", "op-1", false));
    log.pass(OperationLog.TIMERS.keepEnded());

    // when
    log.write(admitted("d1", "op-1", Duration.ofDays(20)));
    log.pass(OperationLog.TIMERS.statusRetention().minus(OperationLog.TIMERS.keepEnded()));
    log.tick();

    // then
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.QUEUED);
    assertThat(log.tombstones()).isEmpty();
    assertThat(log.index())
        .extracting(DeadlineIndex.Entry::subject)
        .containsExactly(DeadlineIndex.Subject.OPERATION);
  }

  private static Instant minute(int n) {
    return NOON.plus(Duration.ofMinutes(n));
  }
}
