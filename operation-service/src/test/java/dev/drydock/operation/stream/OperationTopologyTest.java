package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.CALLER;
import static dev.drydock.operation.stream.Messages.CANCEL;
import static dev.drydock.operation.stream.Messages.DELIVERY;
import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.PROGRESS;
import static dev.drydock.operation.stream.Messages.START;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.delivered;
import static dev.drydock.operation.stream.Messages.downloading;
import static dev.drydock.operation.stream.Messages.installing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.messages.Actor;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.MessageHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationTopologyTest {

  private static final Actor DEVICE = new Actor(null, null, null, null, "d1");

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
  void shouldTellEveryChangeWhenAnUpdateGoesWell() {
    // when
    log.write(admitted("d1", "op-1"));
    log.pass(Duration.ofMinutes(1));
    log.write(delivered("d1", "op-1"));
    log.pass(Duration.ofMinutes(1));
    log.write(downloading("d1", "op-1", "1 of 7"));
    log.pass(Duration.ofMinutes(1));
    log.write(installing("d1", "op-1", "3 of 7"));
    log.pass(Duration.ofMinutes(1));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.statuses())
        .extracting(
            OperationStatus::getRevision,
            OperationStatus::getState,
            OperationStatus::getPhase,
            OperationStatus::getDeadlineAt,
            Statuses::cause)
        .containsExactly(
            tuple(
                1,
                OperationState.QUEUED,
                OperationPhase.ADMITTED,
                NOON.plus(DELIVERY),
                new Cause("dispatch-events", 0, 0L, null, null)),
            tuple(
                2,
                OperationState.QUEUED,
                OperationPhase.DELIVERED,
                minute(1).plus(START),
                new Cause("dispatch-events", 0, 1L, null, null)),
            tuple(
                3,
                OperationState.IN_PROGRESS,
                OperationPhase.DOWNLOADING,
                minute(2).plus(PROGRESS),
                new Cause("device-acks", 0, 0L, null, null)),
            tuple(
                4,
                OperationState.IN_PROGRESS,
                OperationPhase.INSTALLING,
                minute(3).plus(PROGRESS),
                new Cause("device-acks", 0, 1L, null, null)),
            tuple(
                5,
                OperationState.SUCCESSFUL,
                null,
                null,
                new Cause("device-acks", 0, 2L, null, null)));
    assertThat(log.statuses())
        .extracting(
            OperationStatus::getPhaseSince,
            OperationStatus::getWaitsFor,
            OperationStatus::getLastHeardAt)
        .containsExactly(
            tuple(NOON, DeadlineKind.DELIVERY, null),
            tuple(minute(1), DeadlineKind.START, minute(1)),
            tuple(minute(2), DeadlineKind.PROGRESS, minute(2)),
            tuple(minute(3), DeadlineKind.PROGRESS, minute(3)),
            tuple(null, null, minute(4)));
    assertThat(log.lastStatus())
        .returns(DELIVERY.toMillis(), OperationStatus::getDeliveryDeadlineMs)
        .returns(START.toMillis(), OperationStatus::getStartDeadlineMs)
        .returns(PROGRESS.toMillis(), OperationStatus::getProgressDeadlineMs)
        .returns(CANCEL.toMillis(), OperationStatus::getCancelDeadlineMs)
        .returns("op-1", OperationStatus::getOperationId)
        .returns("tenant", OperationStatus::getTenantId)
        .returns("d1", OperationStatus::getDeviceId)
        .returns("teamsClient", OperationStatus::getSoftwareType)
        .returns("1.0.96.22", OperationStatus::getSoftwareVersion)
        .returns(NOON.minusMillis(5), OperationStatus::getCreatedAt)
        .returns(minute(2), OperationStatus::getStartedAt)
        .returns(minute(4), OperationStatus::getLastActionAt)
        .returns(minute(4), OperationStatus::getCompletedAt)
        .returns(CALLER, Statuses::createdBy)
        .returns(DEVICE, Statuses::lastActionBy)
        .returns("3 of 7", OperationStatus::getProgress)
        .returns(null, OperationStatus::getErrorCode)
        .returns(null, OperationStatus::getErrorMessage);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldSayInEachStatusWhatTheDeviceIsToDo() {
    // given
    DispatchEvent downloadOnly =
        DispatchEvent.newBuilder(admitted("d1", "op-1")).setMode("downloadOnly").build();

    // when
    log.write(downloadOnly);
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    log.write(admitted("d2", "op-2"));

    // then
    assertThat(log.statuses())
        .extracting(OperationStatus::getMode)
        .containsExactly("downloadOnly", "downloadOnly", "forced");
  }

  @Test
  void shouldKeyByOperationAndCarryTraceAndKindWhenAStatusIsWritten() {
    // when
    log.write(admitted("d1", "op-1"));

    // then
    var record = log.rawStatuses().get(0);
    assertThat(new String(record.getKey(), StandardCharsets.UTF_8)).isEqualTo("op-1");
    assertThat(record.timestamp()).isEqualTo(NOON.toEpochMilli());
    assertThat(MessageHeaders.text(record.getHeaders(), MessageHeaders.TRACEPARENT))
        .isEqualTo(OperationLog.TRACE);
    assertThat(MessageHeaders.text(record.getHeaders(), MessageHeaders.KIND)).isEqualTo("queued");
  }

  @Test
  void shouldFailWithTheDevicesWordsWhenTheDeviceReportsFailure() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.FAILED, "no space"));

    // then
    assertThat(log.lastStatus())
        .returns(OperationState.FAILED, OperationStatus::getState)
        .returns("deviceReportedFailure", OperationStatus::getErrorCode)
        .returns("no space", OperationStatus::getErrorMessage)
        .returns(DEVICE, Statuses::lastActionBy);
  }

  @Test
  void shouldFailWhenTheDeviceRejects() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.REJECTED, "on battery"));

    // then
    assertThat(log.lastStatus())
        .returns("rejectedByDevice", OperationStatus::getErrorCode)
        .returns("on battery", OperationStatus::getErrorMessage);
  }

  @Test
  void shouldWriteNothingWhenAnythingComesAfterTheEnd() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    int before = log.statuses().size();

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED, "again"));
    log.write(Messages.cancelRequested("d1", "op-1"));
    log.write(Messages.withdrawn("d1", "op-1", true));
    log.write(ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED));
    log.write(installing("d1", "op-1", "3 of 7"));
    log.write(delivered("d1", "op-1"));
    log.pass(Duration.ofDays(2));

    // then
    assertThat(log.statuses()).hasSize(before);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldTellTheEndAgainWhenADockAdmitsWhatHasEnded() {
    // given
    log.write(admitted("d1", "op-1"));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    OperationStatus end = log.lastStatus();

    // when
    log.write(admitted("d1", "op-1"));

    // then
    assertThat(log.statuses()).hasSize(3);
    assertThat(log.lastStatus())
        .isEqualTo(Statuses.withCause(end, new Cause("dispatch-events", 0, 1L, null, null)));
  }

  @Test
  void shouldFreeTheDockWhenItAdmitsUnderTheIdOfAnotherDevicesOperation() {
    // given
    log.write(admitted("d1", "op-1"));
    OperationStatus owners = log.lastStatus();

    // when
    log.write(admitted("d2", "op-1"));

    // then
    Cause cause = new Cause("dispatch-events", 0, 1L, null, null);
    assertThat(log.statuses()).hasSize(3);
    assertThat(log.statuses().get(1))
        .returns("d2", OperationStatus::getDeviceId)
        .returns(1, OperationStatus::getRevision)
        .returns(OperationState.FAILED, OperationStatus::getState)
        .returns("operationIdInUse", OperationStatus::getErrorCode)
        .returns(cause, Statuses::cause);
    assertThat(log.lastStatus()).isEqualTo(Statuses.withCause(owners, cause));
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("unknownOperation");
  }

  @Test
  void shouldTakeAnAckAtItsWordWhateverItsHeaderSays() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.writeUnder(MessageHeaders.KIND, "fetched", ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.SUCCESSFUL);
  }

  @Test
  void shouldCarryNoTraceWhenTheHeaderHoldsNone() {
    // given
    String noTrace = "x".repeat(100_000);

    // when
    log.writeUnder(MessageHeaders.TRACEPARENT, noTrace, ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    log.writeUnder(MessageHeaders.TRACEPARENT, noTrace, admitted("d1", "op-1"));

    // then
    assertThat(log.rawStatuses())
        .hasSize(2)
        .allSatisfy(
            r ->
                assertThat(MessageHeaders.text(r.getHeaders(), MessageHeaders.TRACEPARENT))
                    .isNull());
  }

  @Test
  void shouldIgnoreWhatItHasNoUseForWhenTheHeaderIsMissing() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.writeBare(Messages.released("d1", "op-1"));
    log.writeBare(ack("d1", "op-1", DeviceAckKind.FETCHED));

    // then
    assertThat(log.statuses()).hasSize(1);
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldGiveAnAckUpWhenItIsOfAnotherDevice() {
    // given
    log.write(admitted("d1", "op-1"));

    // when
    log.write(ack("d2", "op-1", DeviceAckKind.SUCCEEDED));

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("unknownOperation");
    assertThat(log.statuses()).hasSize(1);
  }

  @Test
  void shouldGiveADeliveryUpAtOnceWhenNoAdmissionStandsBeforeIt() {
    // when
    log.write(delivered("d1", "op-1"));

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getTopic, DeadLetter::getReason)
        .containsExactly(tuple("dispatch-events", "unknownOperation"));
  }

  private static Instant minute(int n) {
    return NOON.plus(Duration.ofMinutes(n));
  }
}
