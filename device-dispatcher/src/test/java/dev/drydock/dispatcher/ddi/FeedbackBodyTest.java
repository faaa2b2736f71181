package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** What is understood of the bodies in which devices say something of updates. */
final class FeedbackBodyTest {

  private static final String DEPLOYMENT = "/deploymentBase/7/feedback";

  @RegisterExtension private static final TestEdge edge = TestEdge.start();

  private final Device device = Device.anyOf(edge);

  @BeforeEach
  void write() {
    edge.whenWritten(ack -> CompletableFuture.completedFuture(null));
    edge.put(device.key(), Docks.held(Docks.delivered(7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':1,'time':'20261123T103930','status':{'result':{'progress':{'cnt':0,'of':1},"
            + "'finished':'none'},'execution':'proceeding','details':['a']}}",
        "{'id':'7','time':1795430370,'status':{'result':{'progress':{'cnt':'0','of':'1'},"
            + "'finished':'none'},'execution':'proceeding','details':'a'}}",
        "{'id':{},'time':{'no':'time'},'new':[1],'status':{'code':7,'result':{'progress':"
            + "{'cnt':0,'of':1,'unit':'%'}},'execution':'proceeding','details':['a',null,{}]}}",
      })
  void shouldUnderstandEveryClient(String body) {
    // when
    HttpResponse<String> answer = device.post(DEPLOYMENT, body.replace('\'', '"'));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getProgress()).isEqualTo("0 of 1");
    assertThat(written().getLogLines()).containsExactly("a");
    assertThat(written().getMessage()).isNull();
  }

  @Test
  void shouldMakeDoWithTheExecution() {
    // when
    HttpResponse<String> answer =
        device.post(DEPLOYMENT, "{\"status\":{\"execution\":\"closed\"}}");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.SUCCEEDED);
  }

  @ParameterizedTest
  @MethodSource("bodiesThatAreNoJson")
  void shouldHearTheLastWordWhenItsDetailsAreNoJson(String details, List<String> lines) {
    // given
    String body =
        "{\"id\":\"7\",\"status\":{\"result\":{\"finished\":\"failure\"},"
            + "\"execution\":\"closed\",\"details\":["
            + details;

    // when
    HttpResponse<String> answer = device.post(DEPLOYMENT, body);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.FAILED);
    assertThat(written().getLogLines()).isEqualTo(lines);
  }

  static Stream<Arguments> bodiesThatAreNoJson() {
    return Stream.of(
        Arguments.of("\"a\", \"no \"b\" there\"]}}", List.of("a", "no ")),
        Arguments.of("\"a\nb\tc\"]}}", List.of("a\nb\tc")),
        Arguments.of("\"a\\zb\"]}}", List.of("azb")),
        Arguments.of("\"a\", \"b", List.of("a")),
        Arguments.of("[\"a\"], \"b\"]}} and more", List.of("b")),
        Arguments.of("", List.of()));
  }

  @Test
  void shouldNotTakeALineForTheDevicesWordWhenItIsNotEscaped() {
    // given
    String line =
        "got \"],\"execution\":\"proceeding\",\"result\":{\"finished\":\"success\"}},"
            + "\"status\":{\"execution\":\"proceeding\",\"details\":[\"b";

    // when
    HttpResponse<String> answer =
        device.post(
            DEPLOYMENT,
            "{\"status\":{\"result\":{\"finished\":\"failure\"},\"execution\":\"closed\","
                + "\"details\":[\"a\",\""
                + line
                + "\"]}}");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.FAILED);
    assertThat(written().getLogLines()).containsExactly("a", "got ");
  }

  @Test
  void shouldHearTheLastWordWhenItsDetailsAreNoUtf8() {
    // given
    byte[] body =
        ("{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"failure\"},"
                + "\"details\":[\"é\"]}}")
            .getBytes(StandardCharsets.ISO_8859_1);

    // when
    HttpResponse<String> answer =
        Device.send(device.request(DEPLOYMENT).POST(BodyPublishers.ofByteArray(body)).build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getLogLines()).containsExactly("\uFFFD");
  }

  @Test
  void shouldTellTheDetailsAsMessageWhenItIsTheLastWord() {
    // when
    device.post(
        DEPLOYMENT,
        "{\"status\":{\"result\":{\"finished\":\"failure\",\"progress\":{\"cnt\":1,\"of\":2}},"
            + "\"execution\":\"closed\",\"details\":[\"no space\",\"gave up\"]}}");

    // then
    assertThat(written().getMessage()).isEqualTo("no space\ngave up");
    assertThat(written().getLogLines()).containsExactly("no space", "gave up");
    assertThat(written().getProgress()).isNull();
  }

  @Test
  void shouldKeepTheNewestLinesAndNoHalfCharactersWhenThereIsTooMuch() {
    // given
    String longLine = "x".repeat(511) + "\uD83D\uDE80" + "x".repeat(99);
    String details =
        IntStream.range(0, 60)
            .mapToObj(i -> '"' + (i == 59 ? longLine : "line " + i + "y".repeat(400)) + '"')
            .collect(Collectors.joining(","));

    // when
    HttpResponse<String> answer =
        device.post(
            DEPLOYMENT,
            "{\"status\":{\"result\":{\"finished\":\"failure\"},\"execution\":\"closed\","
                + "\"details\":["
                + details
                + "]}}");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> lines = written().getLogLines();
    assertThat(lines).hasSize(50);
    assertThat(lines.get(0)).startsWith("line 10");
    assertThat(lines.get(49)).isEqualTo("x".repeat(511));
    assertThat(written().getMessage()).hasSize(2_048).startsWith("line 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "7",
        "{}",
        "{'status':7}",
        "{'status':{'execution':7}}",
        "{'status':{'execution':'CLOSED'}}",
        "{'status':{'execution':'finished'}}",
        "{'status':{'result':{'finished':'success'},'exec",
      })
  void shouldSayWhatIsExpectedWhenItIsNotUnderstood(String body) {
    // when
    HttpResponse<String> answer = device.post(DEPLOYMENT, body.replace('\'', '"'));

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Device.json(answer).at("/error/message").stringValue()).startsWith("Expected ");
    assertThat(edge.written(device.key())).isEmpty();
  }

  @Test
  void shouldRefuseABodyThatIsTooLong() {
    // given
    String body = Device.feedback("proceeding", "none");
    String longest = body + " ".repeat(BodyReader.MAX_BYTES - body.length());

    // then
    assertThat(device.post(DEPLOYMENT, longest).statusCode()).isEqualTo(200);
    assertThat(device.post(DEPLOYMENT, longest + " ").statusCode()).isEqualTo(413);
  }

  private DeviceAck written() {
    assertThat(edge.written(device.key())).hasSize(1);
    return edge.written(device.key()).get(0);
  }
}
