package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dock has room for one. */
@ExtendWith(SharedInstallation.class)
class ConflictIT {

  private static final int DEVICES = 200;
  private static final int REQUESTS_PER_DEVICE = 20;

  /** So many devices are asked at once: each request has a connection of its own. */
  private static final int DEVICES_AT_ONCE = 10;

  private final Installation drydock;
  private final GraphClient caller;

  ConflictIT(Installation drydock) {
    this.drydock = drydock;
    this.caller = drydock.caller("contoso");
  }

  @Test
  void shouldNameTheHolderWhenTheDockIsTaken() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    Answer first = caller.updateSoftware(device.id(), Release.TEAMS);

    // when
    Answer second = caller.updateSoftware(device.id(), Release.FIRMWARE);

    // then
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.location()).isEqualTo(first.location());
    assertThat(second.header("Retry-After")).isPresent();
    assertThat(second.member("/error/code")).isEqualTo("Conflict");
    assertThat(second.member("/error/details/0/code")).isEqualTo("operationInProgress");
    assertThat(second.member("/error/details/0/target")).isEqualTo(first.location().toString());
    assertThat(second.member("/error/details/0/message")).contains(first.operationId());
    device.succeed(first.operationId());
    caller.awaitStatus(first.location(), "successful");
  }

  @Test
  void shouldAcceptExactlyOneWhenManyAskAtOnce() {
    // given
    Fleet fleet = Fleet.of(DEVICES, drydock, caller);

    // when
    Map<KafkaDevice, List<Answer>> answers = new HashMap<>();
    for (int from = 0; from < DEVICES; from += DEVICES_AT_ONCE) {
      answers.putAll(askAtOnce(fleet.devices().subList(from, from + DEVICES_AT_ONCE)));
    }

    // then
    answers.forEach(ConflictIT::assertOneAccepted);
    answers.forEach((device, ofDevice) -> device.succeed(accepted(ofDevice).get(0).operationId()));
    answers.values().stream()
        .map(ofDevice -> accepted(ofDevice).get(0))
        .forEach(answer -> caller.awaitStatus(answer.location(), "successful"));
  }

  private Map<KafkaDevice, List<Answer>> askAtOnce(List<KafkaDevice> devices) {
    Map<KafkaDevice, List<CompletableFuture<Answer>>> asked = new HashMap<>();
    for (int i = 0; i < REQUESTS_PER_DEVICE; i++) {
      for (KafkaDevice device : devices) {
        asked
            .computeIfAbsent(device, d -> new ArrayList<>())
            .add(caller.updateSoftwareLater(device.id(), Release.TEAMS));
      }
    }
    Map<KafkaDevice, List<Answer>> answers = new HashMap<>();
    asked.forEach(
        (device, futures) ->
            answers.put(device, futures.stream().map(CompletableFuture::join).toList()));
    return answers;
  }

  private static void assertOneAccepted(KafkaDevice device, List<Answer> answers) {
    assertThat(answers.stream().map(Answer::status).sorted())
        .as("answers for device %s", device.id())
        .containsExactlyElementsOf(
            Stream.concat(Stream.of(202), Stream.generate(() -> 409).limit(REQUESTS_PER_DEVICE - 1))
                .toList());
    Answer accepted = accepted(answers).get(0);
    assertThat(answers).extracting(Answer::location).containsOnly(accepted.location());
  }

  private static List<Answer> accepted(List<Answer> answers) {
    return answers.stream().filter(answer -> answer.status() == 202).toList();
  }
}
