package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bridge in JavaScript reads what devices are told, and writes what they say. */
@ExtendWith(SharedTopics.class)
class NodeBridgeIT {

  /** Enough for each partition to have some. */
  private static final int DEVICES = 8;

  private final Installation drydock;
  private final GraphClient caller;

  NodeBridgeIT(ReadTopics topics) {
    drydock = topics.drydock();
    caller = drydock.caller("bridged");
  }

  @Test
  void shouldSeeEachUpdateSucceedWhenTheBridgeUsesKafkajs() {
    // given
    List<KafkaDevice> devices =
        Stream.generate(() -> drydock.registeredDevice(caller)).limit(DEVICES).toList();

    // when
    try (Tool bridge = NodeTools.install().start(Recipe.named("bridge.js").at(drydock))) {
      List<Answer> accepted =
          devices.stream().map(device -> caller.accepted(device.id(), Release.TEAMS)).toList();

      // then
      bridge.awaitDone("updates", () -> accepted.stream().allMatch(this::isSuccessful));
      assertThat(accepted)
          .extracting(answer -> caller.history(answer.location()).text())
          .allMatch(history -> history.contains("\"installing\""));
    }
    drydock.assertPromisesKept();
  }

  private boolean isSuccessful(Answer accepted) {
    return caller.get(accepted.location()).member("/status").equals("successful");
  }
}
