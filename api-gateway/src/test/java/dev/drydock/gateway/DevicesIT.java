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
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.view.DeviceView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(GatewayExtension.class)
final class DevicesIT {

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String path = "/teamwork/devices/" + deviceId;
  private final String viewPath = "/tenants/" + Gateway.TENANT + "/devices/" + deviceId;
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  DevicesIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
  }

  @Test
  void shouldAnswer201OnceTheViewShowsTheDeviceWhenItIsNew() {
    // given
    AtomicInteger asked = new AtomicInteger();
    view.answer(
        viewPath,
        () ->
            asked.incrementAndGet() < 3
                ? new ScriptedView.Answer(404, "")
                : view.ok(Views.device(deviceId, 1)));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, true, 1));

    // when
    Answer answer = gateway.put(path, "{\"deviceType\":\"teamsRoom\"}");

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + path);
    assertThat(answer.json().path("id").asString()).isEqualTo(deviceId);
    assertThat(answer.json().path("lastSeenDateTime").asString())
        .isEqualTo("2023-11-14T22:13:23.000Z");
    assertThat(answer.json().at("/attributes/os").asString()).isEqualTo("Android 13");
    assertThat(asked).hasValue(3);
  }

  @Test
  void shouldAnswer200OnceTheViewShowsTheRevisionWhenTheDeviceIsKnown() {
    // given
    AtomicInteger asked = new AtomicInteger();
    view.answer(
        viewPath, () -> view.ok(Views.device(deviceId, asked.incrementAndGet() < 3 ? 6 : 7)));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, false, 7));

    // when
    Answer answer = gateway.put(path, "{}");

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("revision").asInt()).isEqualTo(7);
  }

  @Test
  void shouldWriteTheWholeDescription() {
    // given
    view.has(Views.device(deviceId, 1));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, true, 1));

    // when
    gateway.put(
        path,
        """
        {"deviceType":"ipPhone","channel":"ddi","companyAssetTag":"tag","notes":"two\\nlines",
         "hardwareDetail":{"serialNumber":"S","uniqueId":"U","macAddresses":["m1","m2"],
           "manufacturer":"M","model":"Mo"},
         "currentUser":{"@odata.type":"#microsoft.graph.teamworkUserIdentity",
           "id":"u1","displayName":"Ada"}}
        """);

    // then
    Taken taken = dispatcher.taken(deviceId).get(0);
    assertThat(taken.header(MessageHeaders.KIND)).isEqualTo("registerDevice");
    assertThat(taken.command().getRegisterDevice().getDescription())
        .isEqualTo(
            new DeviceDescription(
                "ipPhone",
                DeviceChannel.DDI,
                "S",
                "U",
                List.of("m1", "m2"),
                "M",
                "Mo",
                "tag",
                "two\nlines",
                "u1",
                "Ada"));
  }

  @Test
  void shouldAnswer503WhenTheRegistrationIsNotDecidedInTime() {
    // when
    Answer answer = gateway.put(path, "{}");

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("ServiceUnavailable/registrationUndecided");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"true, 201, 404", "false, 200, 404", "true, 201, 500", "false, 200, 500"})
  void shouldTellWhatIsDecidedWhenTheDeviceCannotBeRead(boolean isNew, int status, int ofView) {
    // given
    view.answer(viewPath, () -> new ScriptedView.Answer(ofView, ""));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, isNew, 1));

    // when
    Answer answer = gateway.put(path, "{}");

    // then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + path);
    assertThat(answer.response().body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"deviceType\":\"toaster\"}                          | deviceType",
        "{\"channel\":\"mqtt\"}                                | channel",
        "{\"colour\":\"red\"}                                  | colour",
        "{\"id\":\"another\"}                                  | id",
        "{\"hardwareDetail\":{\"macAddresses\":[\"a,b\"]}}      | hardwareDetail.macAddresses",
        "{\"hardwareDetail\":{\"colour\":\"red\"}}             | hardwareDetail.colour",
        "{\"hardwareDetail\":{\"macAddresses\":\"m\"}}         | hardwareDetail.macAddresses",
        "{\"hardwareDetail\":{\"macAddresses\":[1]}}           | hardwareDetail.macAddresses",
        "{\"currentUser\":\"Ada\"}                             | currentUser",
        "{\"currentUser\":{\"id\":\"\"}}                       | currentUser.id",
        "{\"notes\":5}                                         | notes",
      })
  void shouldAnswer400AndNameTheMemberWhenTheBodyIsWrong(String body, String target) {
    // when
    Answer answer = gateway.put(path, body);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("details").path(0).path("target").asString())
        .isEqualTo(target);
  }

  @Test
  void shouldShowADeviceAsTheContractHasIt() {
    // given
    view.has(Views.device(deviceId, 2));

    // when
    Answer answer = gateway.get(path);

    // then
    JsonNode device = answer.json();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(device.path("@odata.context").asString())
        .isEqualTo(gateway.base() + "/$metadata#teamwork/devices/$entity");
    assertThat(device.path("deviceType").asString()).isEqualTo("teamsRoom");
    assertThat(device.path("hardwareDetail").path("serialNumber").asString()).isEqualTo("S1");
    assertThat(device.path("currentUser").path("displayName").asString()).isEqualTo("Ada");
    assertThat(device.path("createdDateTime").asString()).isEqualTo("2023-11-14T22:13:20.000Z");
    assertThat(device.path("lastModifiedBy").path("application").path("id").asString())
        .isEqualTo("app-1");
    assertThat(device.path("channel").asString()).isEqualTo("bridge");
  }

  @Test
  void shouldAnswer404WhenTheDeviceIsUnknown() {
    // when
    Answer answer = gateway.get(path);

    // then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }

  @Test
  void shouldWaitForTheNewDeviceWhenTheViewStillShowsTheRetiredOne() {
    // given
    DeviceView anew = Views.device(deviceId, 1);
    DeviceView retired = Views.registered(Views.device(deviceId, 5), anew.registeredAt() - 1);
    AtomicInteger asked = new AtomicInteger();
    view.answer(viewPath, () -> view.ok(asked.incrementAndGet() < 3 ? retired : anew));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, true, 1));

    // when
    Answer answer = gateway.put(path, "{}");

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("revision").asInt()).isEqualTo(1);
  }

  @Test
  void shouldWriteTheVersionsThatTheDeviceIsSaidToRun() {
    // given
    view.has(Views.device(deviceId, 1));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, true, 1));

    // when
    gateway.put(path, "{\"softwareVersions\":{\"firmware\":\"7.2\",\"teamsClient\":null}}");
    Answer refused = gateway.put(path, "{\"softwareVersions\":{\"game\":\"1\"}}");

    // then
    assertThat(
            dispatcher.taken(deviceId).get(0).command().getRegisterDevice().getSoftwareVersions())
        .containsExactly(Map.entry("firmware", "7.2"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/details/0/target").asString())
        .isEqualTo("softwareVersions.game");
  }

  @Test
  void shouldHoldTheVersionsOfTheDeviceAgainstTheCatalogue() {
    // given
    gateway.put("/teamwork/softwareReleases/teamsClient/1.0", "{}");
    gateway.put("/teamwork/softwareReleases/partnerAgent/2.0", "{}");
    gateway.put("/teamwork/softwareReleases/companyPortal/1.0", "{}");
    view.has(Views.device(deviceId, 1, Map.of("partnerAgent", "1.9", "companyPortal", "1.0")));

    // when
    Answer health = gateway.get(path + "/health");
    Answer device = gateway.get(path);

    // then
    JsonNode software = health.json().path("softwareUpdateHealth");
    assertThat(software.path("partnerAgentSoftwareUpdateStatus").toString())
        .isEqualTo(
            "{\"softwareFreshness\":\"updateAvailable\",\"currentVersion\":\"1.9\","
                + "\"availableVersion\":\"2.0\"}");
    assertThat(software.path("companyPortalSoftwareUpdateStatus").toString())
        .isEqualTo(
            "{\"softwareFreshness\":\"latest\",\"currentVersion\":\"1.0\","
                + "\"availableVersion\":null}");
    assertThat(software.path("teamsClientSoftwareUpdateStatus").toString())
        .startsWith("{\"softwareFreshness\":\"unknown\",\"currentVersion\":null,\"available");
    assertThat(health.json().at("/connection/connectionStatus").asString()).isEqualTo("unknown");
    assertThat(device.json().path("healthStatus").asString()).isEqualTo("nonUrgent");
  }

  @Test
  void shouldOfferNoOlderVersionThanTheDeviceRunsWhenAHotfixOfTheOldLineIsPublished() {
    // given
    for (String version : List.of("9.0", "9.1-rc.1", "8.9.1")) {
      gateway.put("/teamwork/softwareReleases/operatingSystem/" + version, "{}");
    }
    view.has(Views.device(deviceId, 1, Map.of("operatingSystem", "9.1")));
    String status = "/softwareUpdateHealth/operatingSystemSoftwareUpdateStatus";

    // when
    String ahead = gateway.get(path + "/health").json().at(status).toString();
    view.has(Views.device(deviceId, 1, Map.of("operatingSystem", "8.9.1")));
    String behind = gateway.get(path + "/health").json().at(status).toString();

    // then
    assertThat(ahead)
        .isEqualTo(
            "{\"softwareFreshness\":\"latest\",\"currentVersion\":\"9.1\","
                + "\"availableVersion\":null}");
    assertThat(behind).endsWith("\"availableVersion\":\"9.1-rc.1\"}");
  }

  @Test
  void shouldAnswer204WhenTheDeviceIsRetired() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.retire(taken));

    // when
    Answer answer = gateway.send(gateway.request(path).DELETE());

    // then
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.response().body()).isEmpty();
    assertThat(dispatcher.taken(deviceId).get(0).command().getRetireDevice()).isNotNull();
  }

  @Test
  void shouldAnswer409AndNameTheHolderWhenADeviceThatIsHeldIsToBeRetired() {
    // given
    dispatcher.script(
        deviceId,
        (taken, desk) -> desk.refuseRetirement(taken, "holder-1", Instant.ofEpochSecond(5)));

    // when
    Answer answer = gateway.send(gateway.request(path).DELETE());

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).isEqualTo("Conflict/operationInProgress");
    assertThat(answer.header("Location")).isEqualTo(gateway.base() + path + "/operations/holder-1");
  }

  @Test
  void shouldAnswer404WhenAnUnknownDeviceIsToBeRetired() {
    // given
    dispatcher.script(deviceId, (taken, desk) -> desk.refuseRetirement(taken, null, null));

    // when
    Answer answer = gateway.send(gateway.request(path).DELETE());

    // then
    assertThat(answer.error()).isEqualTo("NotFound/deviceNotFound");
  }
}
