package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be done is said clearly, and leaves nothing behind. */
@ExtendWith(SharedInstallation.class)
class WrongRequestIT {

  private static final String TENANT = "contoso";

  private final Installation drydock;
  private final GraphClient caller;
  private final KafkaDevice device;

  WrongRequestIT(Installation drydock) {
    this.drydock = drydock;
    caller = drydock.caller(TENANT);
    device = drydock.registeredDevice(caller);
    shown();
  }

  @Test
  void shouldAnswer400WhenTheBodyIsNoJson() {
    // given
    String body = "{\"softwareType\": \"teams";

    // when
    Answer answer = caller.updateSoftware(device.id(), body);

    // then
    assertRefused(answer, 400, "BadRequest");
  }

  @Test
  void shouldAnswer400WhenTheSoftwareTypeIsUnknown() {
    // given
    Release unknown = new Release("toaster", "1.0");

    // when
    Answer answer = caller.updateSoftware(device.id(), unknown);

    // then
    assertRefused(answer, 400, "BadRequest");
    assertThat(answer.member("/error/details/0/target")).isEqualTo("softwareType");
  }

  @Test
  void shouldAnswer413WhenTheBodyIsHuge() {
    // given
    String body = "{\"softwareType\":\"teamsClient\",\"softwareVersion\":\"" + "9".repeat(70_000);

    // when
    Answer answer = caller.updateSoftware(device.id(), body + "\"}");

    // then
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.member("/error/message")).isNotEmpty();
  }

  @Test
  void shouldAnswer404WhenTheVersionIsNotOnOffer() {
    // given
    Release missing = new Release("teamsClient", "0.0.0.1");

    // when
    Answer answer = caller.updateSoftware(device.id(), missing);

    // then
    assertRefused(answer, 404, "NotFound");
    assertThat(answer.member("/error/innerError/code")).isEqualTo("softwareVersionNotAvailable");
  }

  @Test
  void shouldAnswer404WhenTheDeviceIsUnknown() {
    // given
    String unknown = Installation.newDeviceId();

    // when
    Answer answer = caller.updateSoftware(unknown, Release.TEAMS);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.member("/error/code")).isEqualTo("NotFound");
    assertThat(answer.member("/error/innerError/code")).isEqualTo("deviceNotFound");
  }

  @Test
  void shouldAnswer401WhenTheTokenIsNone() {
    // given
    GraphClient stranger = drydock.callerWith(TENANT, "not.a.token");

    // when
    Answer answer = stranger.updateSoftware(device.id(), Release.TEAMS);

    // then
    assertUnauthenticated(answer);
  }

  @Test
  void shouldAnswer401WhenTheTokenIsSignedByAnother(@TempDir Path directory) {
    // given
    GraphClient forger = drydock.callerWith(TENANT, Installation.forgedToken(directory, TENANT));

    // when
    Answer answer = forger.updateSoftware(device.id(), Release.TEAMS);

    // then
    assertUnauthenticated(answer);
  }

  @Test
  void shouldAnswer401WhenTheTokenHasEnded() {
    // given
    GraphClient late = drydock.callerWith(TENANT, drydock.expiredToken(TENANT));

    // when
    Answer answer = late.updateSoftware(device.id(), Release.TEAMS);

    // then
    assertUnauthenticated(answer);
  }

  @Test
  void shouldAnswer403WhenThePermissionIsMissing() {
    // given
    GraphClient reader = drydock.callerWith(TENANT, List.of(Installation.READ));

    // when
    Answer answer = reader.updateSoftware(device.id(), Release.TEAMS);

    // then
    assertRefused(answer, 403, "Forbidden");
    assertThat(answer.member("/error/message")).contains(Installation.READ_WRITE);
  }

  /** The device is in the view, where wrong requests for it are told from those for none. */
  private void shown() {
    await("device in the view").until(() -> caller.get(caller.device(device.id())).status() == 200);
  }

  private static void assertUnauthenticated(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.member("/error/code")).isEqualTo("InvalidAuthenticationToken");
    assertThat(answer.header("WWW-Authenticate")).isPresent();
  }

  /** The refusal is told, and the dock is as free as it was. */
  private void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.member("/error/code")).isEqualTo(code);
    assertThat(answer.member("/error/message")).isNotEmpty();
    Answer next = caller.updateSoftware(device.id(), Release.TEAMS);
    assertThat(next.status()).isEqualTo(202);
    device.succeed(next.operationId());
    caller.awaitStatus(next.location(), "successful");
  }
}
