package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.NOON;
import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static dev.drydock.operation.stream.Messages.downloading;
import static dev.drydock.operation.stream.Messages.installing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.MessageHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyAckTopologyTest {

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
  void shouldKeepEarlyAcksAndApplyThemInOrderWhenTheAdmissionComes() {
    // given
    log.write(downloading("d1", "op-1", "1 of 7"));
    log.write(installing("d1", "op-1", "2 of 7"));
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    assertThat(log.statuses()).isEmpty();

    // when
    log.pass(Duration.ofSeconds(59));
    log.write(admitted("d1", "op-1"));

    // then
    assertThat(log.statuses())
        .extracting(OperationStatus::getRevision, OperationStatus::getState, Statuses::cause)
        .containsExactly(
            tuple(1, OperationState.QUEUED, new Cause("dispatch-events", 0, 0L, null, null)),
            tuple(2, OperationState.IN_PROGRESS, new Cause("device-acks", 0, 0L, null, null)),
            tuple(3, OperationState.IN_PROGRESS, new Cause("device-acks", 0, 1L, null, null)),
            tuple(4, OperationState.SUCCESSFUL, new Cause("device-acks", 0, 2L, null, null)));
    assertThat(log.size(OperationShards.PARKED)).isZero();
    assertThat(log.index())
        .extracting(DeadlineIndex.Entry::subject)
        .containsExactly(DeadlineIndex.Subject.OPERATION);
    log.pass(Duration.ofMinutes(2));
    assertThat(log.deadLetters()).isEmpty();
  }

  @Test
  void shouldCarryTheTraceOfAnEarlyAckWhenItIsApplied() {
    // given
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));

    // when
    log.writeBare(admitted("d1", "op-1"));

    // then
    assertThat(log.rawStatuses())
        .extracting(r -> MessageHeaders.text(r.getHeaders(), MessageHeaders.TRACEPARENT))
        .containsExactly(null, OperationLog.TRACE);
  }

  @Test
  void shouldGiveAnEarlyAckUpByteForByteWhenNoAdmissionComesInTime() {
    // given
    var ack = ack("d1", "op-1", DeviceAckKind.SUCCEEDED);
    log.write(ack);
    log.pass(Duration.ofMillis(59_800));
    assertThat(log.deadLetters()).isEmpty();

    // when
    log.tick();

    // then
    DeadLetter letter = log.deadLetters().get(0);
    assertThat(letter)
        .returns("device-acks", DeadLetter::getTopic)
        .returns(0L, DeadLetter::getOffset)
        .returns("operation-service", DeadLetter::getStage)
        .returns("unknownOperation", DeadLetter::getReason)
        .returns(NOON, DeadLetter::getAt);
    assertThat(letter.getMessage()).contains("op-1");
    assertThat(letter.getValue().array()).isEqualTo(log.bytes(ack));
    assertThat(letter.getKey().array()).isEqualTo("tenant/d1".getBytes(StandardCharsets.UTF_8));
    assertThat(log.size(OperationShards.PARKED)).isZero();
    assertThat(log.index()).isEmpty();
  }

  @Test
  void shouldGiveFurtherReportsUpAtOnceWhenTooManyWait() {
    // given
    for (int i = 0; i < EarlyAcks.MAX_ACKS; i++) {
      log.write(installing("d1", "op-1", "step " + i));
    }
    assertThat(log.deadLetters()).isEmpty();

    // when
    log.write(installing("d1", "op-1", "one more"));

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getOffset, DeadLetter::getReason)
        .containsExactly(tuple((long) EarlyAcks.MAX_ACKS, "unknownOperation"));
  }

  @Test
  void shouldGiveALastWordUpAtOnceWhenLastWordsAloneAreTooMuch() {
    // given
    String words = "x".repeat(EarlyAcks.MAX_BYTES * 3 / 8);
    log.write(ack("d1", "op-1", DeviceAckKind.FAILED, words));

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.FAILED, words));

    // then
    assertThat(log.deadLetters()).extracting(DeadLetter::getOffset).containsExactly(1L);
    assertThat(log.size(OperationShards.PARKED)).isEqualTo(1);
  }

  @Test
  void shouldLetTheOldestReportGiveWayToALastWordWhenTooManyWait() {
    // given
    for (int i = 0; i < EarlyAcks.MAX_ACKS; i++) {
      log.write(installing("d1", "op-1", "step " + i));
    }

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.SUCCEEDED));
    log.write(ack("d1", "op-1", DeviceAckKind.FAILED));

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getOffset, DeadLetter::getReason)
        .containsExactly(tuple(0L, "unknownOperation"), tuple(1L, "unknownOperation"));
    log.write(admitted("d1", "op-1"));
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.SUCCESSFUL);
    assertThat(log.lastStatus().getLateResult()).isEqualTo(DeviceAckKind.FAILED);
    assertThat(log.statuses()).hasSize(1 + EarlyAcks.MAX_ACKS);
  }

  @Test
  void shouldLetAsManyReportsGiveWayAsALastWordNeedsWhenTooMuchWaits() {
    // given
    String words = "x".repeat(EarlyAcks.MAX_BYTES / 8);
    for (int i = 0; i < 3; i++) {
      log.write(installing("d1", "op-1", words));
    }

    // when
    log.write(ack("d1", "op-1", DeviceAckKind.FAILED, words + words));

    // then
    assertThat(log.deadLetters()).extracting(DeadLetter::getOffset).containsExactly(0L, 1L);
    log.write(admitted("d1", "op-1"));
    assertThat(log.lastStatus().getErrorCode()).isEqualTo("deviceReportedFailure");
  }
}
