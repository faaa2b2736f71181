package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a device is given, and what it is told to stop. */
final class UpdateTest {

  @RegisterExtension
  private static final TestEdge edge =
      TestEdge.start(
          "drydock.dispatcher.ddi.grace.tenants.late=2h",
          "drydock.dispatcher.ddi.artifacts.hosts=store.test");

  private final Device device = Device.anyOf(edge);

  @BeforeEach
  void allow() {
    edge.whenFetched(ack -> CompletableFuture.completedFuture(true));
  }

  @Test
  void shouldGiveOneChunkWithOneFileWhenTheDockAllows() {
    // given
    edge.put(device.key(), Docks.held(Docks.admitted(7)));

    // when
    HttpResponse<String> answer = device.get("/deploymentBase/7?c=1");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Device.json(answer))
        .isEqualTo(
            Device.json(
                "{'id':'7','deployment':{'download':'forced','update':'forced','chunks':[{"
                    + "'part':'os','version':'1.0.1','name':'firmware','artifacts':[{"
                    + "'filename':'app.swu','hashes':{'md5':'"
                    + Docks.FILE.md5()
                    + "','sha1':'"
                    + Docks.FILE.sha1()
                    + "','sha256':'"
                    + Docks.FILE.sha256()
                    + "'},'size':2560,'_links':{"
                    + "'download':{'href':'http://files.test/app.swu'},"
                    + "'download-http':{'href':'http://files.test/app.swu'}}}]}]}}"));
    assertThat(edge.fetched(device.key()))
        .containsExactly(
            DeviceAck.newBuilder()
                .setTenantId(device.key().tenantId())
                .setDeviceId(device.key().deviceId())
                .setOperationId(Docks.operation(7))
                .setKind(DeviceAckKind.FETCHED)
                .setAt(TestEdge.NOW)
                .build());
  }

  @ParameterizedTest
  @CsvSource({
    "firmware, os",
    "operatingSystem, os",
    "teamsClient, bApp",
    "adminAgent, bApp",
    "partnerAgent, bApp",
    "companyPortal, bApp",
    "bootloader, bApp",
  })
  void shouldTellSystemFromApplications(String type, String part) {
    // given
    edge.put(
        device.key(),
        Docks.held(Docks.delivered(7, Docks.offer(type, Content.of(Docks.FILE), Terms.FORCED))));

    // when
    JsonNode chunk = chunk(device.get("/deploymentBase/7"));

    // then
    assertThat(chunk.get("part").stringValue()).isEqualTo(part);
    assertThat(chunk.get("name").stringValue()).isEqualTo(type);
  }

  @Test
  void shouldLeaveOutWhatThePublisherDidNotGive() {
    // given
    Artifact file = new Artifact("https://files.test/a", "a", 1, null, null, "a".repeat(64));
    edge.put(
        device.key(),
        Docks.held(Docks.delivered(7, Docks.offer("firmware", Content.of(file), Terms.FORCED))));

    // when
    JsonNode chunk = chunk(device.get("/deploymentBase/7"));

    // then
    assertThat(chunk.at("/artifacts/0/hashes").propertyNames()).containsExactly("sha256");
  }

  @Test
  void shouldSayWhatTheReleaseSaysOfItself() {
    // given
    SortedMap<String, String> metadata = new TreeMap<>(Map.of("b", "2", "a", "1"));
    Artifact other = new Artifact("http://files.test/b", "b", 1, null, null, "b".repeat(64));
    Content content = new Content(List.of(Docks.FILE, other), "jvm", "app", metadata, false);
    edge.put(
        device.key(),
        Docks.held(Docks.delivered(7, Docks.offer("firmware", content, Terms.FORCED))));

    // when
    JsonNode chunk = chunk(device.get("/deploymentBase/7"));

    // then
    assertThat(chunk.get("part").stringValue()).isEqualTo("jvm");
    assertThat(chunk.get("name").stringValue()).isEqualTo("app");
    assertThat(chunk.get("artifacts")).hasSize(2);
    assertThat(chunk.get("metadata"))
        .isEqualTo(Device.json("[{'key':'a','value':'1'},{'key':'b','value':'2'}]"));
  }

  @Test
  void shouldPointToItselfInAShortAnswerWhenTheReleaseIsProxied() {
    // given
    Artifact file =
        new Artifact(
            "https://store.test/" + "x".repeat(600),
            "fw 7.bin",
            2560,
            "e".repeat(32),
            "5".repeat(40),
            "a".repeat(64));
    Content content = new Content(List.of(file), "bApp", null, new TreeMap<>(), true);
    edge.put(
        device.key(),
        Docks.held(Docks.delivered(1001, Docks.offer("firmware", content, Terms.FORCED))));

    // when
    HttpResponse<String> answer = device.get("/deploymentBase/1001");

    // then
    assertThat(answer.body().length()).isLessThan(800);
    assertThat(chunk(answer).at("/artifacts/0/_links/download-http/href").stringValue())
        .isEqualTo(device.href("/softwaremodules/1001/artifacts/fw%207.bin"));
  }

  @Test
  void shouldGiveNoFileWhenTheReleaseNamesNone() {
    // given
    edge.put(
        device.key(),
        Docks.held(Docks.delivered(7, Docks.offer("firmware", Content.of(), Terms.FORCED))));

    // when
    JsonNode chunk = chunk(device.get("/deploymentBase/7"));

    // then
    assertThat(chunk.get("artifacts")).isEmpty();
  }

  @Test
  void shouldAnswerOnlyWhenTheDockHasDecided() {
    // given
    CompletableFuture<Boolean> decision = new CompletableFuture<>();
    edge.whenFetched(ack -> decision);
    edge.put(device.key(), Docks.held(Docks.admitted(7)));

    // when
    CompletableFuture<HttpResponse<String>> answer = device.getLater("/deploymentBase/7");
    Awaitility.await("the dock is asked").until(() -> !edge.fetched(device.key()).isEmpty());

    // then
    assertThat(answer).isNotDone();
    decision.complete(true);
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGiveNothingWhenTheDockRefuses() {
    // given
    edge.whenFetched(ack -> CompletableFuture.completedFuture(false));
    edge.put(device.key(), Docks.held(Docks.admitted(7)));

    // then
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellToComeAgainWhenTheDecisionIsNotKnown() {
    // given
    edge.whenFetched(ack -> CompletableFuture.failedFuture(new IllegalStateException("late")));
    edge.put(device.key(), Docks.held(Docks.admitted(7)));

    // then
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldTellToComeAgainWhenThereIsNoAnswerInTime() {
    try (TestEdge own = TestEdge.start("drydock.dispatcher.ddi.answer-timeout=100ms")) {
      // given
      Device waiting = Device.anyOf(own);
      own.whenFetched(ack -> new CompletableFuture<>());
      own.put(waiting.key(), Docks.held(Docks.admitted(7)));

      // when
      HttpResponse<String> answer = waiting.get("/deploymentBase/7");

      // then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void shouldGiveAgainWhatWasGivenWithoutAskingTheDock() {
    // given
    edge.put(device.key(), Docks.held(Docks.delivered(7)));

    // when
    HttpResponse<String> answer = device.get("/deploymentBase/7");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(edge.fetched(device.key())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("docksToAsk")
  void shouldAskTheDockWhenItMayHaveBeenTakenBack(Holder update) {
    // given
    edge.whenFetched(ack -> CompletableFuture.completedFuture(false));
    edge.put(device.key(), Docks.held(update));

    // then
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(404);
    assertThat(edge.fetched(device.key())).hasSize(1);
  }

  static Stream<Holder> docksToAsk() {
    return Stream.of(
        Docks.admitted(7),
        Docks.toStop(7),
        Docks.forced(7),
        Docks.answered(7, DeviceAnswer.SUCCEEDED));
  }

  @Test
  void shouldGiveWhatEndedWithoutTheDevicesWordWithoutAskingTheDock() {
    // given
    Device late = new Device(new DeviceKey("late", device.key().deviceId()), edge.url());
    edge.put(late.key(), Docks.past(Docks.delivered(7), End.FAILED));

    // when
    HttpResponse<String> answer = late.get("/deploymentBase/7");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(edge.fetched(late.key())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("docksWithoutTheUpdate")
  void shouldGiveNothingWhenItIsNotThere(Dock dock) {
    // given
    edge.put(device.key(), dock);

    // then
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(404);
    assertThat(device.get("/cancelAction/7").statusCode()).isEqualTo(404);
    assertThat(edge.fetched(device.key())).isEmpty();
  }

  static Stream<Dock> docksWithoutTheUpdate() {
    return Stream.of(
        Dock.UNKNOWN,
        Docks.free(),
        Docks.held(Docks.admitted(8)),
        Docks.held(Docks.bridged(7)),
        Docks.past(Docks.answered(7, DeviceAnswer.SUCCEEDED), End.SUCCESSFUL),
        Docks.past(Docks.delivered(7), End.FAILED),
        Docks.past(Docks.admitted(7), End.FAILED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-7", "07", "7.0", "2147483648", "99999999999", "seven", "3f25-7"})
  void shouldKnowNoUpdateWhenItIsNoNumber(String number) {
    // given
    edge.put(device.key(), Docks.held(Docks.toStop(7)));

    // then
    assertThat(device.get("/deploymentBase/" + number).statusCode()).isEqualTo(404);
    assertThat(device.get("/cancelAction/" + number).statusCode()).isEqualTo(404);
    assertThat(device.post("/deploymentBase/" + number + "/feedback", "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldKnowTheLastNumberThatThereIs() {
    // given
    edge.put(device.key(), Docks.held(Docks.admitted(Integer.MAX_VALUE)));

    // then
    assertThat(device.get("/deploymentBase/2147483647").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldTellWhatToStop() {
    // given
    edge.put(device.key(), Docks.held(Docks.toStop(7)));

    // when
    HttpResponse<String> answer = device.get("/cancelAction/7");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Device.json(answer))
        .isEqualTo(Device.json("{'id':'7','cancelAction':{'stopId':'7'}}"));
  }

  @Test
  void shouldTellNothingToStopWhenItIsToBeInstalled() {
    // given
    edge.put(device.key(), Docks.held(Docks.delivered(7)));

    // then
    assertThat(device.get("/cancelAction/7").statusCode()).isEqualTo(404);
  }

  private static JsonNode chunk(HttpResponse<String> answer) {
    JsonNode chunks = Device.json(answer).at("/deployment/chunks");
    assertThat(chunks).hasSize(1);
    return chunks.get(0);
  }

  @Test
  void shouldNotGiveWhatWasForcedToEndBeforeTheDeviceHasRefusedToStop() {
    // given
    edge.put(device.key(), Docks.past(Docks.forced(7), End.CANCELLED));

    // then
    assertThat(device.get("/deploymentBase/7").statusCode()).isEqualTo(404);
    assertThat(device.get("/cancelAction/7").statusCode()).isEqualTo(200);
  }
}
