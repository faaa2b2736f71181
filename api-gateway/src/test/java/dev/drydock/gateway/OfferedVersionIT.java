package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedDispatcher.Taken;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Requests without a version, those that skip what is installed, and those for attributes. */
@ExtendWith(GatewayExtension.class)
final class OfferedVersionIT {

  private static final String NO_VERSION = "{\"softwareType\":\"firmware\"}";
  private static final String ON_OFFER = "70.1";

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String device = "/teamwork/devices/" + deviceId;
  private final String path = device + "/updateSoftware";
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  OfferedVersionIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
  }

  @BeforeEach
  void publish() {
    for (String version : List.of(ON_OFFER, "70.1-rc.1", "60.9.1")) {
      gateway.put("/teamwork/softwareReleases/firmware/" + version, "{}");
    }
  }

  @Test
  void shouldAskForTheVersionOnOfferOnWhatTheViewSaysThatTheDeviceRuns() {
    // given
    runs("60.9");
    dispatcher.script(deviceId, (taken, desk) -> desk.admitIfRuns(taken, "60.9"));

    // when
    Answer answer = gateway.post(path, NO_VERSION);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(dispatcher.taken(deviceId))
        .singleElement()
        .satisfies(taken -> assertThat(taken.update().getSoftwareVersion()).isEqualTo(ON_OFFER))
        .satisfies(taken -> assertThat(taken.update().getAssumedVersion()).isEqualTo("60.9"));
  }

  @Test
  void shouldAskAgainWhenTheViewWasBehind() {
    // given
    runs("60.9");
    dispatcher.script(deviceId, (taken, desk) -> desk.admitIfRuns(taken, "70.0"));

    // when
    Answer answer = gateway.post(path, NO_VERSION);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(dispatcher.taken(deviceId))
        .extracting(taken -> taken.update().getAssumedVersion())
        .containsExactly("60.9", "70.0");
  }

  @Test
  void shouldNeverTakeADeviceBack() {
    // given
    runs("60.9");
    dispatcher.script(deviceId, (taken, desk) -> desk.admitIfRuns(taken, "80.0"));

    // when
    Answer answer = gateway.post(path, NO_VERSION);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("BadRequest/newerVersionInstalled");
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo("softwareVersion");
  }

  @Test
  void shouldNotGuessWhichOfTwoVersionsIsNewerWhenTheyCannotBeCompared() {
    // given
    String release = "/teamwork/softwareReleases/adminAgent/stable";
    gateway.put(release, "{\"recommended\":true}");
    view.has(Views.device(deviceId, 1, Map.of("adminAgent", "withdrawn")));
    dispatcher.script(deviceId, (taken, desk) -> desk.admitIfRuns(taken, "withdrawn"));

    // when
    Answer answer = gateway.post(path, "{\"softwareType\":\"adminAgent\"}");
    Answer named =
        gateway.post(path, "{\"softwareType\":\"adminAgent\",\"softwareVersion\":\"stable\"}");
    JsonNode health = gateway.get(device + "/health").json();
    gateway.send(gateway.request(release).DELETE());

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("BadRequest/versionsNotComparable");
    assertThat(named.status()).isEqualTo(202);
    assertThat(health.at("/softwareUpdateHealth/adminAgentSoftwareUpdateStatus").toString())
        .isEqualTo(
            "{\"softwareFreshness\":\"unknown\",\"currentVersion\":\"withdrawn\","
                + "\"availableVersion\":\"stable\"}");
  }

  @Test
  void shouldTakeTheDocksWordThatTheDeviceRunsNothingNewer() {
    // given
    runs("80.0");
    dispatcher.script(deviceId, (taken, desk) -> desk.admitIfRuns(taken, ON_OFFER));

    // when
    Answer answer = gateway.post(path, NO_VERSION);

    // then
    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void shouldInstallAnOlderVersionThatIsNamed() {
    // given
    runs("80.0");
    dispatcher.script(deviceId, (taken, desk) -> desk.admitIfRuns(taken, "80.0"));

    // when
    Answer answer =
        gateway.post(path, "{\"softwareType\":\"firmware\",\"softwareVersion\":\"60.9.1\"}");

    // then
    assertThat(answer.status()).isEqualTo(202);
    Taken taken = dispatcher.taken(deviceId).get(0);
    assertThat(taken.update().getAssumedVersion()).isNull();
    assertThat(taken.update().getIfInstalled()).isEqualTo("install");
  }

  @Test
  void shouldAnswer202WhenTheDeviceRunsWhatIsToBeSkipped() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.skip(taken));

    // when
    Answer answer =
        gateway.post(
            path,
            "{\"softwareType\":\"firmware\",\"softwareVersion\":\"70.1\","
                + "\"ifInstalled\":\"skip\"}");

    // then
    Taken taken = dispatcher.taken(deviceId).get(0);
    assertThat(taken.update().getIfInstalled()).isEqualTo("skip");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location")).endsWith(taken.update().getOperationId());
  }

  @Test
  void shouldAnswer400WhenIfInstalledIsAnotherWord() {
    // given
    view.has(Views.device(deviceId, 1));

    // when
    Answer answer = gateway.post(path, "{\"softwareType\":\"firmware\",\"ifInstalled\":\"force\"}");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo("ifInstalled");
  }

  @Test
  void shouldAskADeviceForItsAttributes() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.requestAttributes(taken));

    // when
    Answer answer = gateway.post(device + "/requestAttributes", "{}");

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + device);
    assertThat(dispatcher.taken(deviceId).get(0).command().getRequestAttributes()).isNotNull();
  }

  @Test
  void shouldAnswer404WhenTheDeviceThatIsToTellItsAttributesIsUnknown() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.refuseAttributesRequest(taken));

    // when
    Answer answer = gateway.post(device + "/requestAttributes", "{}");

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "updateSoftware, If-Match, *",
    "updateSoftware, If-None-Match, \"a-2-b\"",
    "requestAttributes, If-Match, \"a-2-b\"",
  })
  void shouldNotGoAheadWhenAConditionCannotBeKept(String action, String header, String value) {
    // given
    view.has(Views.device(deviceId, 1));
    String body = action.equals("updateSoftware") ? NO_VERSION : "{}";

    // when
    Answer answer =
        gateway.send(gateway.posting(device + '/' + action, body).header(header, value));

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/details/0/target").asString()).isEqualTo(header);
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  private void runs(String version) {
    view.has(Views.device(deviceId, 1, Map.of("firmware", version)));
  }
}
