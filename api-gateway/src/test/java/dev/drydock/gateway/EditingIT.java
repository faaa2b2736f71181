package dev.drydock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.bed.Gateway;
import dev.drydock.gateway.bed.Gateway.Answer;
import dev.drydock.gateway.bed.GatewayExtension;
import dev.drydock.gateway.bed.ScriptedDispatcher;
import dev.drydock.gateway.bed.ScriptedView;
import dev.drydock.gateway.bed.TestBed;
import dev.drydock.gateway.bed.Views;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.DevicePreconditions;
import dev.drydock.messages.DeviceRevision;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RegisterDevice;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an edit says to the device's dock, and what a caller's conditions become. */
@ExtendWith(GatewayExtension.class)
final class EditingIT {

  private static final DeviceDescription NOTHING =
      new DeviceDescription(null, null, null, null, null, null, null, null, null, null, null);

  private final String deviceId = "device-" + UUID.randomUUID();
  private final String path = "/teamwork/devices/" + deviceId;
  private final Gateway gateway;
  private final ScriptedDispatcher dispatcher;
  private final ScriptedView view;

  EditingIT(TestBed bed, Gateway gateway) {
    this.gateway = gateway;
    this.dispatcher = bed.dispatcher();
    this.view = bed.view();
    view.has(Views.device(deviceId, 7));
    dispatcher.script(deviceId, (taken, desk) -> desk.register(taken, false, 7));
  }

  @Test
  void shouldSayNothingOfWhatIsAbsent() {
    // when
    Answer answer = gateway.put(path, "{\"notes\":\"shelf 3\"}");

    // then
    RegisterDevice said = said();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(said.getDescription())
        .isEqualTo(DeviceDescription.newBuilder(NOTHING).setNotes("shelf 3").build());
    assertThat(said.getSoftwareVersions()).isEmpty();
    assertThat(said.getCleared()).isEmpty();
    assertThat(said.getCreates()).isTrue();
    assertThat(said.getPreconditions()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"notes\":null}                           | notes",
        "{\"deviceType\":null}                      | deviceType",
        "{\"companyAssetTag\":null}                 | companyAssetTag",
        "{\"channel\":null}                         | ``",
        "{\"hardwareDetail\":{\"model\":null}}      | model",
        "{\"hardwareDetail\":{\"macAddresses\":[]}} | macAddresses",
        "{\"hardwareDetail\":null}                  | macAddresses,manufacturer,model,serialNumber,uniqueId",
        "{\"currentUser\":null}                     | currentUserId,currentUserName",
        "{\"softwareVersions\":null}                | softwareVersions",
        "{\"softwareVersions\":{\"firmware\":null}} | softwareVersions.firmware",
      })
  void shouldClearWhatIsNull(String body, String cleared) {
    // when
    gateway.put(path, body);

    // then
    assertThat(said().getDescription()).isEqualTo(NOTHING);
    assertThat(said().getCleared())
        .containsExactlyInAnyOrderElementsOf(
            cleared.isEmpty() ? List.of() : List.of(cleared.split(",")));
  }

  @Test
  void shouldReplaceAUserAsAWhole() {
    // when
    gateway.put(path, "{\"currentUser\":{\"id\":\"u2\"}}");

    // then
    assertThat(said().getDescription().getCurrentUserId()).isEqualTo("u2");
    assertThat(said().getCleared()).contains("currentUserName");
  }

  @Test
  void shouldTakeTheBodyOfItsOwnGet() {
    // given
    Answer read = gateway.get(path);

    // when
    Answer answer = gateway.put(path, read.response().body());

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(read.json());
    assertThat(said().getDescription().getSerialNumber()).isEqualTo("S1");
    assertThat(said().getDescription().getChannel()).isEqualTo("bridge");
    assertThat(said().getDescription().getCurrentUserName()).isEqualTo("Ada");
  }

  @Test
  void shouldEditOnlyWhatIsKnownByPatch() {
    // given
    Answer edited = patch(path, "{\"notes\":\"n\"}");

    // when
    dispatcher.script(
        deviceId, (taken, desk) -> desk.refuseEdit(taken, RefusalReason.DEVICE_UNKNOWN));
    Answer unknown = patch(path, "{\"notes\":\"n\"}");

    // then
    assertThat(edited.status()).isEqualTo(200);
    assertThat(said().getCreates()).isFalse();
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.error()).isEqualTo("NotFound/deviceNotFound");
  }

  @Test
  void shouldGiveADeviceATagThatFollowsItsStateAndItsHealth() {
    // given
    String first = gateway.get(path).header("ETag");

    // when
    Answer same = gateway.send(gateway.request(path).header("If-None-Match", "\"x\", W/" + first));
    view.has(Views.device(deviceId, 8));
    Answer changed = gateway.send(gateway.request(path).header("If-None-Match", first));
    String release = "/teamwork/softwareReleases/adminAgent/99.1";
    gateway.put(release, "{}");
    view.has(Views.device(deviceId, 8, Map.of("adminAgent", "1")));
    Answer behind =
        gateway.send(gateway.request(path).header("If-None-Match", changed.header("ETag")));
    gateway.send(gateway.request(release).DELETE());

    // then
    assertThat(first).matches("\"[0-9a-z]+-7-[a-zA-Z]+\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.response().body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(first);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(behind.status()).isEqualTo(200);
    assertThat(behind.header("ETag"))
        .matches("\"[0-9a-z]+-8-(nonUrgent|critical)\"")
        .isNotEqualTo(changed.header("ETag"));
  }

  @Test
  void shouldNotReadWhatIsNotAsTheCallerExpectsIt() {
    // given
    String etag = gateway.get(path).header("ETag");

    // when / then
    assertThat(read("If-Match", etag).status()).isEqualTo(200);
    assertThat(read("If-Match", "*").status()).isEqualTo(200);
    assertThat(read("If-Match", "\"other\"").error())
        .isEqualTo("PreconditionFailed/preconditionFailed");
    assertThat(read("If-Match", "\"other\"").status()).isEqualTo(412);
  }

  @Test
  void shouldHaveTheDockDecideWhetherTheDeviceIsAsItWasRead() {
    // given
    String etag = gateway.get(path).header("ETag");

    // when
    Answer answer =
        gateway.send(putting("{}").header("If-Match", "\"none\", W/" + etag + ", \"a-2-b\""));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo(etag);
    assertThat(said().getPreconditions())
        .isEqualTo(
            new DevicePreconditions(
                false,
                false,
                List.of(
                    new DeviceRevision(Instant.ofEpochMilli(1_700_000_000_000L), 7),
                    new DeviceRevision(Instant.ofEpochMilli(10), 2)),
                List.of()));
  }

  @Test
  void shouldExpectWhatTheCallerExpects() {
    // when
    gateway.send(putting("{}").header("If-Match", "*"));
    gateway.send(putting("{}").header("If-None-Match", "*"));
    gateway.send(putting("{}").header("If-Match", "\"no-device's\""));
    gateway.send(putting("{}").header("If-None-Match", "\"a-2-b\""));
    gateway.send(gateway.request(path).header("If-Match", "\"a-2-b\"").DELETE());

    // then
    List<DevicePreconditions> expected =
        dispatcher.taken(deviceId).stream()
            .map(
                taken ->
                    taken.command().getRegisterDevice() != null
                        ? taken.command().getRegisterDevice().getPreconditions()
                        : taken.command().getRetireDevice().getPreconditions())
            .toList();
    DeviceRevision some = new DeviceRevision(Instant.ofEpochMilli(10), 2);
    assertThat(expected)
        .containsExactly(
            new DevicePreconditions(true, false, null, List.of()),
            new DevicePreconditions(false, true, null, List.of()),
            new DevicePreconditions(false, false, List.of(), List.of()),
            new DevicePreconditions(false, false, null, List.of(some)),
            new DevicePreconditions(false, false, List.of(some), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"7", "\"7\" \"8\"", "*, \"7\"", "w/\"7\""})
  void shouldNotGoAheadWhenAConditionCannotBeRead(String condition) {
    // when
    Answer match = gateway.send(putting("{}").header("If-Match", condition));
    Answer noMatch = gateway.send(putting("{}").header("If-None-Match", condition));
    Answer retirement = gateway.send(gateway.request(path).header("If-Match", condition).DELETE());

    // then
    assertThat(match.status()).isEqualTo(400);
    assertThat(match.json().at("/error/details/0/target").asString()).isEqualTo("If-Match");
    assertThat(noMatch.status()).isEqualTo(400);
    assertThat(retirement.status()).isEqualTo(400);
    assertThat(dispatcher.taken(deviceId)).isEmpty();
  }

  @Test
  void shouldAnswer412WhenTheDockRefuses() {
    // given
    dispatcher.script(
        deviceId, (taken, desk) -> desk.refuseEdit(taken, RefusalReason.PRECONDITION_FAILED));

    // when
    Answer edit = gateway.send(putting("{}").header("If-Match", "\"a-2-b\""));
    Answer retirement =
        gateway.send(gateway.request(path).header("If-Match", "\"a-2-b\"").DELETE());
    Answer batch =
        gateway.post(
            "/$batch",
            "{\"requests\":[{\"id\":\"1\",\"method\":\"PATCH\",\"url\":\""
                + path
                + "\",\"headers\":{\"Content-Type\":\"application/json\","
                + "\"If-Match\":\"\\\"a-2-b\\\"\"},\"body\":{}}]}");

    // then
    assertThat(edit.status()).isEqualTo(412);
    assertThat(edit.error()).isEqualTo("PreconditionFailed/preconditionFailed");
    assertThat(retirement.status()).isEqualTo(412);
    assertThat(batch.json().at("/responses/0/status").asInt()).isEqualTo(412);
    assertThat(batch.json().at("/responses/0/body/error/code").asString())
        .isEqualTo("PreconditionFailed");
  }

  @Test
  void shouldNotCancelAnOperationThatHasChangedSince() {
    // given
    view.has(Views.operation(deviceId, "o", "inProgress"));
    String operation = path + "/operations/o";
    String etag = gateway.get(operation).header("ETag");
    dispatcher.script(deviceId, (taken, desk) -> desk.requestCancel(taken));

    // when
    Answer outdated = gateway.send(cancelling(operation).header("If-Match", "\"1\""));
    int before = dispatcher.taken(deviceId).size();
    Answer current = gateway.send(cancelling(operation).header("If-Match", etag));

    // then
    assertThat(outdated.status()).isEqualTo(412);
    assertThat(outdated.header("ETag")).isEqualTo(etag);
    assertThat(before).isZero();
    assertThat(current.status()).isEqualTo(202);
  }

  private HttpRequest.Builder cancelling(String operation) {
    return gateway.request(operation + "/cancel").POST(BodyPublishers.noBody());
  }

  private Answer read(String header, String value) {
    return gateway.send(gateway.request(path).header(header, value));
  }

  private RegisterDevice said() {
    return dispatcher.taken(deviceId).get(0).command().getRegisterDevice();
  }

  private Answer patch(String path, String json) {
    return gateway.send(
        gateway
            .request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder putting(String json) {
    return gateway
        .request(path)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(json));
  }
}
