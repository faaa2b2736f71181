package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.messages.DeviceAckKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a device runs, after results that came late, and after it was retired (ADR 27). */
@ExtendWith(SharedInstallation.class)
class LivesIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Installation.SHORTEST_DEADLINE.multipliedBy(2);
  private static final String VERSION = "/softwareVersions/" + Release.TEAMS.softwareType();

  private final GraphClient caller;
  private final DdiDevice device;

  LivesIT(Installation drydock) {
    caller = drydock.caller("contoso");
    device = drydock.knownDdiDevice(caller);
  }

  @Test
  void shouldRunWhatItReportsAfterTheDeadline() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS, "start", DEADLINE);
    int number = device.fetched(accepted);
    caller.awaitStatus(accepted.location(), "failed");

    // when
    device.succeed(number);

    // then
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("succeeded");
    awaitVersion(Release.TEAMS.softwareVersion());
    Answer health = caller.health(device.id());
    assertThat(health.text()).contains(Release.TEAMS.softwareVersion());
  }

  @Test
  void shouldStartAfreshWhenItIsRegisteredAnew() {
    // given
    Answer accepted = caller.accepted(device.id(), Release.TEAMS);
    int number = device.fetched(accepted);
    device.proceed(number, 1, 2);
    caller.cancelByForce(accepted.location());
    caller.awaitStatus(accepted.location(), "cancelled");
    assertThat(device.awaitCancel()).isPositive();

    // when
    assertThat(caller.retire(device.id()).status()).isEqualTo(204);
    assertThat(caller.registerDdi(device.id()).status()).isEqualTo(201);

    // then
    assertThat(device.poll().text()).doesNotContain("deploymentBase", "cancelAction");
    assertThat(device.fetch(number).status()).isEqualTo(404);

    // when
    Answer told = device.succeed(number);

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("succeeded");
    Answer next = caller.accepted(device.id(), Release.FIRMWARE);
    assertThat(device.fetched(next)).isGreaterThan(number);
    device.succeed(device.fetched(next));
    caller.awaitStatus(next.location(), "successful");
    assertThat(caller.get(caller.device(device.id())).member(VERSION)).isEmpty();
  }

  @Test
  void shouldTellWhenAnUpdateWasOnlyDownloaded() {
    // given
    Answer accepted =
        caller.updateSoftware(
            device.id(),
            """
            {"softwareType":"%s","softwareVersion":"%s","mode":"downloadOnly"}"""
                .formatted(Release.TEAMS.softwareType(), Release.TEAMS.softwareVersion()));
    assertThat(accepted.status()).isEqualTo(202);
    int number = device.awaitUpdate(accepted);
    assertThat(device.fetch(number).member("/deployment/update")).isEqualTo("skip");

    // when
    Answer told =
        device.close(
            number,
            DeviceAckKind.SUCCEEDED,
            """
            {"id":"%d","status":{"execution":"downloaded","result":{"finished":"success"}}}"""
                .formatted(number));

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer end = caller.awaitStatus(accepted.location(), "successful");
    assertThat(end.member("/mode")).isEqualTo("downloadOnly");
    assertThat(caller.get(caller.device(device.id())).member(VERSION)).isEmpty();
  }

  private void awaitVersion(String version) {
    await("the version of " + device.id())
        .atMost(TIMEOUT)
        .until(() -> caller.get(caller.device(device.id())).member(VERSION), version::equals);
  }
}
