package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SWUpdate was heard to say is answered as it was then. Holds the protocol where the agent
 * itself is not installed; the profile {@code agents} has the agent.
 */
@ExtendWith(SharedInstallation.class)
class RecordedAgentIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Installation drydock;
  private final GraphClient caller;
  private final String deviceId;

  RecordedAgentIT(Installation drydock) {
    this.drydock = drydock;
    this.caller = drydock.caller("recorded");
    // which ends the update where a test fails
    this.deviceId = drydock.ddiDevice(caller.tenantId()).id();
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "failure", "cancel"})
  void shouldBeAnsweredAsItWasWhenTheAgentSaysTheSame(String name) throws IOException {
    // given
    Recording recording = Recording.read("swupdate-" + name + ".txt");
    Map<String, String> names =
        Map.of(
            "tenant", caller.tenantId(),
            "device", deviceId,
            "token", drydock.deviceToken(caller.tenantId(), deviceId));

    // when
    Answer accepted = null;
    var agent = new RecordedAgent(drydock.url(Service.DEVICE_DISPATCHER), names);
    for (Recording.Step step : recording.steps()) {
      if (step instanceof Recording.Call call) {
        agent.play(call);
      } else if (accepted == null) {
        accepted = request();
      } else {
        caller.cancel(accepted.location());
      }
    }

    // then
    assertThat(accepted).isNotNull();
    String end = caller.awaitEnd(accepted.location()).member("/status");
    assertThat(end)
        .isEqualTo(
            switch (name) {
              case "success" -> "successful";
              case "failure" -> "failed";
              default -> "cancelled";
            });
  }

  /** The device is known a moment after its first poll. */
  private Answer request() {
    return await("the device to be known")
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .until(
            () -> caller.updateSoftware(deviceId, Release.FIRMWARE),
            answer -> answer.status() == 202);
  }
}
