package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.messages.AttributesMode;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices tell of themselves. */
final class ConfigDataTest {

  @RegisterExtension private static final TestEdge edge = TestEdge.start();

  private final Device device = Device.anyOf(edge);

  @BeforeEach
  void write() {
    edge.whenWritten(ack -> CompletableFuture.completedFuture(null));
    edge.put(device.key(), Docks.free());
  }

  @ParameterizedTest
  @MethodSource("modes")
  void shouldWriteWhatBecomesOfWhatWasTold(
      String body, String mode, Map<String, String> attributes) {
    // when
    HttpResponse<String> answer = device.put("/configData", body.replace('\'', '"'));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.HELLO);
    assertThat(written().getChannel()).isEqualTo(DeviceChannel.DDI);
    assertThat(written().getAt()).isEqualTo(TestEdge.NOW);
    assertThat(written().getOperationId()).isEmpty();
    assertThat(written().getAttributesMode()).isEqualTo(mode);
    assertThat(written().getAttributes()).isEqualTo(attributes);
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of(
            "{'mode':'merge','data':{'b':'3','c':'4'}}",
            AttributesMode.MERGE,
            Map.of("b", "3", "c", "4")),
        Arguments.of("{'data':{'c':'4'}}", AttributesMode.MERGE, Map.of("c", "4")),
        Arguments.of(
            "{'mode':null,'data':{'b':null,'c':'4'}}", AttributesMode.MERGE, Map.of("c", "4")),
        Arguments.of(
            "{'mode':'replace','data':{'c':'4'}}", AttributesMode.REPLACE, Map.of("c", "4")),
        Arguments.of("{'mode':'replace','data':{}}", AttributesMode.REPLACE, Map.of()),
        Arguments.of(
            "{'mode':'remove','data':{'a':'','c':'4'}}",
            AttributesMode.REMOVE,
            Map.of("a", "", "c", "")),
        Arguments.of("{'mode':'remove','data':{'a':null}}", AttributesMode.REMOVE, Map.of("a", "")),
        Arguments.of(
            "{'id':'','time':'20261123T103930','status':{'result':{'finished':'success'},"
                + "'execution':'closed','details':['']},'data':{'serialNo':'7'}}",
            AttributesMode.MERGE,
            Map.of("serialNo", "7")));
  }

  @Test
  void shouldTellVersionsFromAttributes() {
    // when
    device.put(
        "/configData",
        "{\"data\":{\"firmware\":\"1.0\",\"operatingSystem\":12,\"Firmware\":\"no\",\"rooms\":3,"
            + "\"isWired\":true,\"share\":0.5,\"empty\":\"\",\"absent\":null}}");

    // then
    assertThat(written().getSoftwareVersions())
        .isEqualTo(Map.of("firmware", "1.0", "operatingSystem", "12"));
    assertThat(written().getAttributes())
        .isEqualTo(
            Map.of("Firmware", "no", "rooms", "3", "isWired", "true", "share", "0.5", "empty", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'data':7}",
        "{'mode':'forget','data':{}}",
        "{'mode':7,'data':{}}",
      })
  void shouldSayWhatIsExpectedWhenItIsNotUnderstood(String body) {
    // when
    HttpResponse<String> answer = device.put("/configData", body.replace('\'', '"'));

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Device.json(answer).at("/error/message").stringValue()).startsWith("Expected ");
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldCutOrLeaveOutWhatDoesNotFit() {
    // given
    String tooLong = "x".repeat(129);

    // when
    HttpResponse<String> answer =
        device.put(
            "/configData",
            "{'data':{'note':'LONG','firmware':'LONG','operatingSystem':'','LONG':'1','':'2',"
                    .replace('\'', '"')
                    .replace("LONG", tooLong)
                + "\"nested\":{\"b\":1},\"list\":[1],\"a\":\"1\"}}");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getAttributes()).isEqualTo(Map.of("note", "x".repeat(128), "a", "1"));
    assertThat(written().getSoftwareVersions()).isEmpty();
  }

  @Test
  void shouldKeepAsManyAsAreKept() {
    // when
    HttpResponse<String> answer = device.put("/configData", attributes(60));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getAttributes()).hasSize(50).containsKeys("n0");
  }

  @Test
  void shouldAnswer503WhenItIsNotDurable() {
    // given
    edge.whenWritten(ack -> CompletableFuture.failedFuture(new IllegalStateException("away")));

    // then
    assertThat(device.put("/configData", "{\"data\":{\"a\":\"1\"}}").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldTakeTheBodyWhenItComesAfterTheServerSaidSo() {
    // when
    HttpResponse<String> answer =
        Device.send(
            device
                .request("/configData")
                .expectContinue(true)
                .PUT(BodyPublishers.ofString("{\"data\":{\"a\":\"1\"}}"))
                .build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getAttributes()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void shouldIntroduceADeviceUnlessThatIsOff() {
    try (TestEdge strict = TestEdge.start("drydock.dispatcher.ddi.self-registration=false")) {
      // given
      Device bridged = Device.anyOf(strict);
      Device known = Device.anyOf(strict);
      edge.put(device.key(), Dock.UNKNOWN);
      strict.put(known.key(), Docks.free());
      strict.put(
          bridged.key(),
          new Dock(Docks.registration(Channel.BRIDGE, true), null, 0, List.of(), List.of()));

      // then
      String body = "{\"data\":{\"a\":\"1\"}}";
      assertThat(device.put("/configData", body).statusCode()).isEqualTo(200);
      assertThat(known.put("/configData", body).statusCode()).isEqualTo(200);
      assertThat(strict.written(known.key())).singleElement().returns(null, DeviceAck::getChannel);
      assertThat(bridged.put("/configData", body).statusCode()).isEqualTo(404);
      assertThat(Device.anyOf(strict).put("/configData", body).statusCode()).isEqualTo(404);
    }
  }

  private static String attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\":\"" + i + '"')
        .collect(Collectors.joining(",", "{\"data\":{", "}}"));
  }

  private DeviceAck written() {
    assertThat(edge.written(device.key())).hasSize(1);
    return edge.written(device.key()).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'data':{}}", "{'data':{'a':null}}", "{'mode':'remove','data':{}}"})
  void shouldWriteThatADeviceTellsNothingOnceOnly(String body) {
    // given
    Device described = Device.anyOf(edge);
    edge.put(
        described.key(),
        new Dock(Docks.registration(Channel.DDI, true), null, 0, List.of(), List.of()));
    edge.put(
        device.key(),
        new Dock(Docks.registration(Channel.DDI, false), null, 0, List.of(), List.of()));

    // when
    int status = device.put("/configData", body.replace('\'', '"')).statusCode();

    // then
    assertThat(status).isEqualTo(200);
    assertThat(edge.written(device.key())).hasSize(1);
    assertThat(described.put("/configData", body.replace('\'', '"')).statusCode()).isEqualTo(200);
    assertThat(edge.written(described.key())).isEmpty();
  }
}
