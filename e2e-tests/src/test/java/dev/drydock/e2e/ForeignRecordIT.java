package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A record that is none of ours stops no service, and is not lost. */
@ExtendWith(SharedInstallation.class)
class ForeignRecordIT {

  private final Installation drydock;
  private final GraphClient caller;

  ForeignRecordIT(Installation drydock) {
    this.drydock = drydock;
    this.caller = drydock.caller("contoso");
  }

  /** Bridges read device-commands, people read dead-letters: no service of ours does. */
  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      mode = Mode.EXCLUDE,
      names = {"DEVICE_COMMANDS", "DEAD_LETTERS"})
  void shouldBecomeADeadLetterAndStopNoServiceWhenATextStandsOnATopic(Topic topic) {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    String key = new DeviceKey(caller.tenantId(), device.id()).toString();
    try (DeadLetterBox letters = new DeadLetterBox(drydock)) {

      // when
      RecordMetadata written = letters.writeText(topic, key, "hello, I am a text");

      // then
      await("dead letter of " + written)
          .atMost(Duration.ofSeconds(30))
          .until(() -> letters.has(written));
    }
    assertUpdates(device);
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"DEVICE_COMMANDS", "DEAD_LETTERS"})
  void shouldStopNoServiceWhenATextStandsOnATopicThatOthersRead(Topic topic) {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    String key = new DeviceKey(caller.tenantId(), device.id()).toString();

    // when
    try (DeadLetterBox letters = new DeadLetterBox(drydock)) {
      letters.writeText(topic, key, "hello, I am a text");
    }

    // then
    assertUpdates(device);
  }

  /** The text has the device's key, so it stands before the device's own records. */
  private void assertUpdates(KafkaDevice device) {
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    assertThat(accepted.status()).isEqualTo(202);
    device.awaitCommand(accepted.operationId());
    device.fetch(accepted.operationId());
    caller.awaitPhase(accepted.location(), "delivered");
    device.succeed(accepted.operationId());
    caller.awaitStatus(accepted.location(), "successful");
  }
}
