package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.ack;
import static dev.drydock.operation.stream.Messages.admitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no operation can be told goes to the dead letters, and the next record is handled. */
class PoisonTopologyTest {

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
  void shouldGiveTextUpWhenItStandsOnAnInputTopic() {
    // when
    log.text(Topic.DISPATCH_EVENTS, "tenant/d1", "hello");
    log.text(Topic.DEVICE_ACKS, "tenant/d1", "hello");

    // then
    assertThat(log.deadLetters())
        .extracting(DeadLetter::getTopic, DeadLetter::getReason)
        .containsExactly(
            tuple("dispatch-events", "undecodable"), tuple("device-acks", "undecodable"));
    assertGoesOn();
  }

  @Test
  void shouldDateALetterNowWhenItsRecordIsOld() {
    // when
    log.textAt(Topic.DEVICE_ACKS, "hello", Instant.EPOCH);

    // then
    var record = log.rawDeadLetters().get(0);
    assertThat(record.timestamp()).isEqualTo(log.now().toEpochMilli());
    assertGoesOn();
  }

  @Test
  void shouldGiveUpAndGoOnWhenKeyAndValueAreHuge() {
    // when
    log.text(Topic.DEVICE_ACKS, "k".repeat(2 << 20), "v".repeat(3 << 20));

    // then
    var record = log.rawDeadLetters().get(0);
    assertThat(record.getKey().length + record.getValue().length).isLessThan(1 << 20);
    assertGoesOn();
  }

  @Test
  void shouldGiveAnEventUpWhenItsKindIsNotKnown() {
    // when
    log.write(Messages.nothingKnown("d1"));

    // then
    assertReasons("unknownKind");
    assertGoesOn();
  }

  @Test
  void shouldGiveAnAckUpWhenItsKindIsNotKnown() {
    // when
    log.write(ack("d1", "op-1", "later"));

    // then
    assertReasons("unknownKind");
    assertGoesOn();
  }

  @Test
  void shouldGiveAnAckUpWhenItsDeviceIsNone() {
    // when
    log.write(
        DeviceAck.newBuilder(ack("d1", "op-1", DeviceAckKind.SUCCEEDED)).setDeviceId("").build());

    // then
    assertReasons("invalid");
    assertGoesOn();
  }

  @Test
  void shouldGiveAnAdmissionUpWhenItsTenantIsNone() {
    // when
    log.write(
        DispatchEvent.newBuilder(admitted("d1", "op-1"))
            .setTenantId("a/b")
            .setDeviceKey("a/b/d1")
            .build());

    // then
    assertReasons("invalid");
    assertGoesOn();
  }

  private void assertReasons(String... reasons) {
    assertThat(log.deadLetters()).extracting(DeadLetter::getReason).containsExactly(reasons);
  }

  private void assertGoesOn() {
    log.write(admitted("d9", "op-9"));
    assertThat(log.lastStatus().getOperationId()).isEqualTo("op-9");
    assertThat(log.lastStatus().getState()).isEqualTo(OperationState.QUEUED);
  }
}
