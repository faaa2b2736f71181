package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
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

  @ParameterizedTest
  @MethodSource("bodiesThatCannotBeRead")
  void shouldEndWithAFailureThatTellsWhatCameWhenAFinalReportCannotBeRead(
      String body, String details) {
    // when
    HttpResponse<String> answer = device.post(DEPLOYMENT, body);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.FAILED);
    assertThat(written().getMessage())
        .startsWith(details)
        .contains("Drydock: the device's report could not be read")
        .endsWith(body);
    assertThat(written().getLogLines()).last().isEqualTo(body);
  }

  static Stream<Arguments> bodiesThatCannotBeRead() {
    String failed = "{\"status\":{\"result\":{\"finished\":\"failure\"},\"execution\":\"closed\"";
    String done = "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\"";
    return Stream.of(
        // what it says is cut, no JSON, or not all of it
        Arguments.of(failed + ",\"details\":[\"a\", \"no \"b\" there\"]}}", "a\nno "),
        Arguments.of(failed + ",\"details\":[\"a\", \"b", "a"),
        Arguments.of(failed + ",\"details\":[\"a\"]}} and more", "a"),
        Arguments.of(done + ",\"details\":[\"tar: \"x\" not found\"]}}", "tar: "),
        Arguments.of(done, ""),
        Arguments.of(
            "{\"id\":\"1\",\"status\":{\"execution\":\"closed\",\"details\":[\"tar: \"x\" not"
                + " found\"],\"result\":{\"finished\":\"failure\"}}}",
            "tar: "),
        Arguments.of("{\"status\":{\"execution\":\"closed\"", ""),
        // a member is there twice
        Arguments.of(done + ",\"result\":{\"finished\":\"failure\"}}}", ""),
        Arguments.of(done + ",\"result\":{\"finished\":\"success\"}}}", ""),
        Arguments.of(failed + ",\"result\":{\"finished\":\"success\"}}}", ""),
        Arguments.of(done + "},\"status\":{\"execution\":\"closed\"}}", ""),
        // all of it can be read, but no result
        Arguments.of("{\"status\":{\"execution\":\"closed\"}}", ""),
        Arguments.of("{\"status\":{\"execution\":\"closed\",\"result\":{}}}", ""),
        Arguments.of(
            "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"maybe\"}}}", ""),
        Arguments.of("{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":null}}}", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':{'details':['tar: 'x' not found'],'execution':'closed',"
            + "'result':{'finished':'failure'}}}",
        "{'status':{'result':{'finished':'success'},'exec",
        "{'status':{'execution':'proceeding','execution':'closed','result':{'finished':'success'}}}",
        "{",
      })
  void shouldGoOnUntilTheDeadlineWhenNothingTellsThatTheReportIsFinal(String text) {
    // given
    String body = text.replace('\'', '"');

    // when
    HttpResponse<String> answer = device.post(DEPLOYMENT, body);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.PROGRESS);
    assertThat(written().getLogLines()).last().isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':{'execution':'closed'}}",
        "{'status':{'execution':'closed','result':{'finished':'success'}}",
        "{'status':{'execution':'rejected','result':{'finished':'success'},",
        "{'status':{'execution':'canceled','execution':'rejected'}}",
      })
  void shouldAskTheDeviceOnceMoreWhenItsAnswerToACancelCannotBeRead(String text) {
    // given
    edge.put(device.key(), Docks.held(Docks.toStop(7)));

    // when
    HttpResponse<String> answer = device.post("/cancelAction/7/feedback", text.replace('\'', '"'));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.PROGRESS);
  }

  @Test
  void shouldTellOnlyTheBeginningOfALongBodyThatCannotBeRead() {
    // when
    HttpResponse<String> answer =
        device.post(
            DEPLOYMENT, "{\"status\":{\"execution\":\"closed\",\"x\":\"" + "y".repeat(9_000));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getLogLines()).hasSize(4).allMatch(line -> line.length() <= 512);
    assertThat(written().getMessage()).hasSizeLessThanOrEqualTo(2_048);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb\tc", "a\\zb"})
  void shouldReadLinesThatAreNotEscapedAsTheyShouldBe(String line) {
    // when
    HttpResponse<String> answer =
        device.post(
            DEPLOYMENT,
            "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\","
                + "\"details\":[\""
                + line
                + "\"]}}");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.SUCCEEDED);
    assertThat(written().getLogLines()).containsExactly(line.replace("\\", ""));
  }

  @Test
  void shouldReadABodyThatBeginsWithAByteOrderMark() {
    // when
    HttpResponse<String> answer =
        device.post(DEPLOYMENT, "\uFEFF" + Device.feedback("closed", "success"));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(written().getKind()).isEqualTo(DeviceAckKind.SUCCEEDED);
  }

  @ParameterizedTest
  @MethodSource("bodiesThatAreNoUtf8")
  void shouldSayWhatToSendWhenABodyIsNoJsonInUtf8(
      Map<String, String> headers, byte[] body, String says) {
    for (String path : List.of(DEPLOYMENT, "/configData")) {
      // given
      HttpRequest.Builder request = device.request(path);
      headers.forEach(request::header);

      // when
      HttpResponse<String> answer =
          Device.send(
              request
                  .method(
                      path.equals(DEPLOYMENT) ? "POST" : "PUT", BodyPublishers.ofByteArray(body))
                  .build());

      // then
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(answer.headers().firstValue("Accept-Encoding")).contains("identity");
      assertThat(Device.json(answer).at("/error/message").stringValue()).contains(says);
      assertThat(edge.written(device.key())).isEmpty();
    }
  }

  static Stream<Arguments> bodiesThatAreNoUtf8() throws IOException {
    String text = Device.feedback("closed", "success");
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(json);
    }
    byte[] cbor = {(byte) 0xa1, 0x66, 's', 't', 'a', 't', 'u', 's', (byte) 0xa0};
    return Stream.of(
        Arguments.of(Map.of("Content-Encoding", "gzip"), gzip.toByteArray(), "Content-Encoding"),
        Arguments.of(Map.of(), gzip.toByteArray(), "Content-Encoding"),
        Arguments.of(Map.of("Content-Encoding", "br"), json, "Content-Encoding"),
        Arguments.of(Map.of("Content-Type", "application/cbor"), cbor, "JSON in UTF-8"),
        Arguments.of(Map.of(), cbor, "JSON in UTF-8"),
        Arguments.of(Map.of(), text.getBytes(StandardCharsets.UTF_16), "Send UTF-8"),
        Arguments.of(Map.of(), text.getBytes(StandardCharsets.UTF_16LE), "Send UTF-8"),
        Arguments.of(Map.of(), text.getBytes(Charset.forName("UTF-32")), "Send UTF-8"));
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
    assertThat(written().getLogLines()).startsWith("a", "got ");
  }

  @Test
  void shouldReadAFinalReportWhenItsDetailsAreNoUtf8() {
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
  void shouldTellTheDetailsAsMessageWhenTheReportIsFinal() {
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
