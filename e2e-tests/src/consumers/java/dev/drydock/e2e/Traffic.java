package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.UUID;

/**
 * What brings every kind of record that does not need a race onto the topics that others read:
 * updates that end well and badly, a conflict, refusals, cancels, a late result, a device that is
 * retired.
 */
final class Traffic {

  private final Installation drydock;
  private final GraphClient caller;

  Traffic(Installation drydock) {
    this.drydock = drydock;
    this.caller = drydock.caller("consumers");
  }

  /** An update succeeds, one fails; a key for repeated requests is used for another update. */
  void endWellAndBadly() {
    KafkaDevice device = drydock.registeredDevice(caller);
    String key = UUID.randomUUID().toString();
    Answer first = DdiDevice.send(request(device.id(), Release.TEAMS, key));
    Fleet.obedient(device, first.operationId());
    caller.awaitStatus(first.location(), "successful");

    Answer second = caller.accepted(device.id(), Release.FIRMWARE);
    device.fail(second.operationId(), "no space, and \"no\" time");
    caller.awaitStatus(second.location(), "failed");

    assertThat(DdiDevice.send(request(device.id(), Release.FIRMWARE, key)).status())
        .isBetween(400, 499);
  }

  /** A device that is held is not retired; its update ends by force; the result comes late. */
  void retireAfterALateResult() {
    KafkaDevice device = drydock.registeredDevice(caller);
    Answer accepted = caller.accepted(device.id(), Release.TEAMS);
    device.install(accepted.operationId(), "1 of 2");
    caller.awaitPhase(accepted.location(), "installing");
    assertThat(caller.updateSoftware(device.id(), Release.FIRMWARE).status()).isEqualTo(409);
    assertThat(DdiDevice.send(retirement(device.id())).status()).isEqualTo(409);

    caller.cancelByForce(accepted.location());
    device.succeed(accepted.operationId());
    caller.awaitLateResult(accepted.location());

    assertThat(DdiDevice.send(retirement(device.id())).status()).isEqualTo(204);
  }

  /** A DDI device asks for an update that was cancelled; another reaches its deadline. */
  void comeTooLate() {
    DdiDevice device = drydock.knownDdiDevice(caller);
    Answer withdrawn = caller.accepted(device.id(), Release.TEAMS);
    int number = device.awaitUpdate(withdrawn);
    caller.cancel(withdrawn.location());
    assertThat(device.fetch(number).status()).isBetween(400, 499);

    Answer late =
        caller.updateSoftware(
            device.id(), Release.FIRMWARE, "delivery", Installation.SHORTEST_DEADLINE);
    caller.awaitStatus(late.location(), "failed");
  }

  private HttpRequest.Builder request(String deviceId, Release release, String idempotencyKey) {
    return HttpRequest.newBuilder(caller.updateRequest(deviceId, release), (name, value) -> true)
        .header("Idempotency-Key", idempotencyKey);
  }

  private HttpRequest.Builder retirement(String deviceId) {
    return HttpRequest.newBuilder(
            caller.updateRequest(deviceId, Release.TEAMS), (name, value) -> true)
        .uri(caller.device(deviceId))
        .DELETE();
  }
}
