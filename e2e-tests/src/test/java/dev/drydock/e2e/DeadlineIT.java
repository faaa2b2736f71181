package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device that falls silent does not hold its dock for ever. */
@ExtendWith(SharedInstallation.class)
class DeadlineIT {

  private final GraphClient caller;
  private final KafkaDevice device;

  DeadlineIT(Installation drydock) {
    caller = drydock.caller("contoso");
    device = drydock.registeredDevice(caller);
  }

  @Test
  void shouldFailWhenTheDeviceIsNotGivenTheUpdateInTime() {
    // given
    Answer accepted = request("delivery");

    // when
    Answer end = caller.awaitEnd(accepted.location());

    // then
    assertTimedOut(end, "deliveryTimeout");
  }

  @Test
  void shouldFailWhenTheDeviceDoesNotStartInTime() {
    // given
    Answer accepted = request("start");

    // when
    device.fetch(accepted.operationId());

    // then
    assertTimedOut(caller.awaitEnd(accepted.location()), "startTimeout");
  }

  @Test
  void shouldFailWhenTheDeviceFallsSilent() {
    // given
    Answer accepted = request("progress");

    // when
    device.install(accepted.operationId(), "1 of 9");

    // then
    assertTimedOut(caller.awaitEnd(accepted.location()), "progressTimeout");
  }

  private Answer request(String deadline) {
    return caller.updateSoftware(
        device.id(), Release.TEAMS, deadline, Installation.SHORTEST_DEADLINE.multipliedBy(2));
  }

  private void assertTimedOut(Answer end, String errorCode) {
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo(errorCode);
    assertThat(end.member("/lastActionBy/application/displayName")).isEqualTo("Drydock");
    Answer next = caller.updateSoftware(device.id(), Release.TEAMS);
    assertThat(next.status()).isEqualTo(202);
    device.succeed(next.operationId());
    caller.awaitStatus(next.location(), "successful");
  }
}
