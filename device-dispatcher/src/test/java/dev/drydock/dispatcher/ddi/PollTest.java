package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.schemas.DeviceKey;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device is told that comes and asks. */
final class PollTest {

  private static final String HASH = Integer.toHexString(Docks.operation(7).hashCode());

  @RegisterExtension
  private static final TestEdge edge =
      TestEdge.start(
          "drydock.dispatcher.ddi.polling.tenants.slow=24h",
          "drydock.dispatcher.ddi.grace.tenants.late=2h");

  private final Device device = Device.anyOf(edge);

  @Test
  void shouldSayWhenToComeAgainWhenThereIsNothingToDo() {
    // given
    edge.put(device.key(), Docks.free());

    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(Device.json(answer))
        .isEqualTo(Device.json("{'config':{'polling':{'sleep':'00:05:00'}},'_links':{}}"));
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldFollowTheTenantsOwnInterval() {
    // given
    Device slow = new Device(new DeviceKey("slow", device.key().deviceId()), edge.url());
    edge.put(slow.key(), Docks.free());

    // when
    HttpResponse<String> answer = slow.get("");

    // then
    assertThat(sleep(answer)).isEqualTo("23:59:59");
  }

  @Test
  void shouldListWhatADeadlineEndedWhereItsTenantHasAGrace() {
    // given
    Device late = new Device(new DeviceKey("late", device.key().deviceId()), edge.url());
    edge.put(late.key(), Docks.past(Docks.delivered(7), End.FAILED));

    // when
    HttpResponse<String> answer = late.get("");

    // then
    assertThat(Device.json(answer).get("_links").propertyNames()).containsExactly("deploymentBase");
  }

  @ParameterizedTest
  @MethodSource("listings")
  void shouldListWhatThereIs(Dock dock, String link, String sleep) {
    // given
    edge.put(device.key(), dock);

    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(sleep(answer)).isEqualTo(sleep);
    assertThat(Device.json(answer).get("_links").properties())
        .map(entry -> entry.getKey() + ' ' + entry.getValue().get("href").stringValue())
        .isEqualTo(link == null ? List.of() : List.of(link.replace("{}", device.href(""))));
  }

  static Stream<Arguments> listings() {
    String install = "deploymentBase {}/deploymentBase/7?c=" + HASH;
    String stop = "cancelAction {}/cancelAction/7";
    Holder bridged = Docks.bridged(7);
    return Stream.of(
        Arguments.of(Docks.held(Docks.admitted(7)), install, "00:00:30"),
        Arguments.of(Docks.held(Docks.delivered(7)), install, "00:00:30"),
        Arguments.of(Docks.held(Docks.toStop(7)), stop, "00:00:30"),
        Arguments.of(Docks.held(Docks.forced(7)), stop, "00:00:30"),
        Arguments.of(Docks.past(Docks.delivered(7), End.FAILED), null, "00:05:00"),
        Arguments.of(Docks.held(Docks.forcedAndRefused(7)), null, "00:00:30"),
        Arguments.of(Docks.past(Docks.forcedAndRefused(7), End.CANCELLED), null, "00:05:00"),
        Arguments.of(Docks.past(Docks.forced(7), End.CANCELLED), stop, "00:00:30"),
        Arguments.of(Docks.held(Docks.answered(7, DeviceAnswer.SUCCEEDED)), null, "00:00:30"),
        Arguments.of(
            Docks.past(Docks.answered(7, DeviceAnswer.FAILED), End.FAILED), null, "00:05:00"),
        Arguments.of(Docks.held(bridged), null, "00:05:00"),
        Arguments.of(
            new Dock(Docks.registration(Channel.DDI, false), null, 0, List.of(), List.of()),
            "configData {}/configData",
            "00:05:00"));
  }

  @ParameterizedTest
  @MethodSource("updates")
  void shouldNotAskWhatItIsWhileThereIsSomethingToDo(Holder update, String link) {
    // given
    edge.put(
        device.key(),
        new Dock(Docks.registration(Channel.DDI, false), update, 7, List.of(), List.of()));

    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(Device.json(answer).get("_links").propertyNames()).containsExactly(link);
  }

  static Stream<Arguments> updates() {
    return Stream.of(
        Arguments.of(Docks.admitted(7), "deploymentBase"),
        Arguments.of(Docks.toStop(7), "cancelAction"));
  }

  @Test
  void shouldIntroduceADeviceThatNobodyKnows() {
    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sleep(answer)).isEqualTo("00:00:30");
    assertThat(Device.json(answer).at("/_links/configData/href").stringValue())
        .isEqualTo(device.href("/configData"));
    assertThat(edge.written(device.key())).containsExactly(hello());
  }

  @Test
  void shouldTakeADeviceOverFromItsBridgeWhenItComesItself() {
    // given
    edge.put(
        device.key(),
        new Dock(Docks.registration(Channel.BRIDGE, true), null, 0, List.of(), List.of()));

    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(edge.written(device.key())).containsExactly(hello());
  }

  @Test
  void shouldAnswerOnlyWhenTheIntroductionIsDurable() {
    // given
    CompletableFuture<Void> durable = new CompletableFuture<>();
    try (TestEdge own = TestEdge.start()) {
      Device stranger = Device.anyOf(own);
      own.whenWritten(ack -> durable);

      // when
      CompletableFuture<HttpResponse<String>> answer = stranger.getLater("");
      Awaitility.await("the hello is written").until(() -> !own.written(stranger.key()).isEmpty());

      // then
      assertThat(answer).isNotDone();
      durable.complete(null);
      assertThat(answer.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldTellToComeAgainWhenTheIntroductionIsNotDurable() {
    try (TestEdge own = TestEdge.start()) {
      // given
      own.whenWritten(ack -> CompletableFuture.failedFuture(new IllegalStateException("away")));

      // when
      HttpResponse<String> answer = Device.anyOf(own).get("");

      // then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(Device.json(answer).at("/error/message").stringValue()).endsWith("retry later.");
    }
  }

  @Test
  void shouldIntroduceNobodyWhenThatIsOff() {
    try (TestEdge own = TestEdge.start("drydock.dispatcher.ddi.self-registration=false")) {
      // given
      Device stranger = Device.anyOf(own);
      Device bridged = Device.anyOf(own);
      own.put(
          bridged.key(),
          new Dock(Docks.registration(Channel.BRIDGE, false), null, 0, List.of(), List.of()));

      // then
      assertThat(stranger.get("").statusCode()).isEqualTo(404);
      assertThat(Device.json(bridged.get("")))
          .isEqualTo(Device.json("{'config':{'polling':{'sleep':'00:05:00'}},'_links':{}}"));
      assertThat(own.written(stranger.key())).isEmpty();
      assertThat(own.written(bridged.key())).isEmpty();
    }
  }

  @Test
  void shouldNameThePublicUrlWhenOneIsSet() {
    try (TestEdge own =
        TestEdge.start("drydock.dispatcher.ddi.public-url=https://updates.test/ddi/")) {
      // given
      Device known = Device.anyOf(own);
      own.put(known.key(), Docks.held(Docks.toStop(7)));

      // then
      assertThat(Device.json(known.get("")).at("/_links/cancelAction/href").stringValue())
          .isEqualTo("https://updates.test/ddi" + known.path() + "/cancelAction/7");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, application/json",
    "application/hal+json, application/hal+json;charset=utf-8",
    "'application/hal+json, application/json', application/hal+json;charset=utf-8",
    "text/html, application/json",
    "*/*, application/json",
  })
  void shouldAnswerJsonWhateverIsAccepted(String accept, String type) {
    // given
    edge.put(device.key(), Docks.free());

    // when
    HttpResponse<String> answer =
        Device.send(device.request("").header("Accept", accept).GET().build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
  }

  private DeviceAck hello() {
    return DeviceAck.newBuilder()
        .setTenantId(device.key().tenantId())
        .setDeviceId(device.key().deviceId())
        .setOperationId("")
        .setKind(DeviceAckKind.HELLO)
        .setAt(TestEdge.NOW)
        .setChannel(DeviceChannel.DDI)
        .build();
  }

  private static String sleep(HttpResponse<String> answer) {
    return Device.json(answer).at("/config/polling/sleep").stringValue();
  }
}
