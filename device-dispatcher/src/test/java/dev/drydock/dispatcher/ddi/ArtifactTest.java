package dev.drydock.dispatcher.ddi;

import static dev.drydock.dispatcher.ddi.StoredFile.BELOW;
import static dev.drydock.dispatcher.ddi.StoredFile.CONTENT;
import static dev.drydock.dispatcher.ddi.StoredFile.TAG;
import static dev.drydock.dispatcher.ddi.StoredFile.dock;
import static dev.drydock.dispatcher.ddi.StoredFile.request;
import static dev.drydock.dispatcher.ddi.StoredFile.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drydock.dispatcher.config.TestEdge;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the dispatcher delivers. */
final class ArtifactTest {

  @TempDir private static Path directory;
  private static Path root;
  private static FileHost host;
  private static FileHost other;
  private static TestEdge edge;

  private final Device device = Device.anyOf(edge);

  @BeforeAll
  static void start() throws IOException {
    root = Files.createDirectories(directory.resolve("root"));
    Files.write(root.resolve("fw.bin"), CONTENT);
    Files.write(directory.resolve("outside.bin"), CONTENT);
    host = new FileHost();
    other = new FileHost();
    edge =
        TestEdge.startAsSet(
            "drydock.dispatcher.ddi.artifacts.hosts=" + host.host(),
            "drydock.dispatcher.ddi.artifacts.root=" + root);
  }

  @AfterAll
  static void stop() {
    edge.close();
    host.close();
    other.close();
  }

  @BeforeEach
  void mend() {
    host.breakAfter(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ranges", "no ranges", "file", "redirect"})
  void shouldDeliverTheWholeFileAndAnyPart(String source) {
    // given
    hold(uri(source));

    // when
    HttpResponse<byte[]> whole = get();
    HttpResponse<byte[]> part = get("Range", "bytes=500000-700000");
    HttpResponse<byte[]> tail = get("Range", "bytes=-3");
    HttpResponse<byte[]> rest = get("Range", "bytes=1000000-");

    // then
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(CONTENT);
    assertThat(whole.headers().firstValue("Content-Length")).contains("1000003");
    assertThat(whole.headers().firstValue("ETag")).contains(TAG);
    assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 500000-700000/1000003");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 500_000, 700_001));
    assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_000, 1_000_003));
    assertThat(rest.body()).isEqualTo(tail.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Range: bytes=1000003-              | 416",
        "Range: bytes=-0                    | 416",
        "Range: bytes=5-1                   | 200",
        "Range: bytes=0-1,4-5               | 200",
        "Range: lines=0-1                   | 200",
        "If-None-Match: {tag}               | 304",
        "If-None-Match: W/{tag}             | 304",
        "If-None-Match: \"other\"           | 200",
        "If-Match: {tag}                    | 200",
        "If-Match: \"other\"                | 412",
        "Range: bytes=0-1; If-Range: {tag}  | 206",
        "Range: bytes=0-1; If-Range: \"x\"  | 200",
      })
  void shouldHonourConditionsAndRanges(String headers, int status) {
    // given
    hold(uri("ranges"));
    String[] pairs =
        Arrays.stream(headers.replace("{tag}", TAG).split("; "))
            .flatMap(header -> Arrays.stream(header.strip().split(": ")))
            .toArray(String[]::new);

    // when
    HttpResponse<byte[]> answer = get(pairs);

    // then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("ETag")).contains(TAG);
    assertThat(answer.body().length)
        .isEqualTo(status == 200 ? CONTENT.length : status == 206 ? 2 : 0);
    if (status == 416) {
      assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */1000003");
    }
  }

  @Test
  void shouldSayOfAFileWhatItIsWithoutReadingIt() {
    // given
    hold("http://" + host.host() + "/not-there");

    // when
    HttpResponse<byte[]> answer =
        send(device.request(BELOW).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("1000003");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void shouldIgnoreARangeOfAHead() {
    // given
    hold(uri("ranges"));

    // when
    HttpResponse<byte[]> answer =
        send(
            device
                .request(BELOW)
                .header("Range", "bytes=0-1")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("1000003");
  }

  @Test
  void shouldGoOnWhereABrokenDownloadEnded() {
    // given
    hold(uri("ranges"));
    host.breakAfter(300_000);

    // when
    Throwable cut = catchThrowable(this::get);
    host.breakAfter(Long.MAX_VALUE);
    HttpResponse<byte[]> rest = get("Range", "bytes=300000-", "If-Range", TAG);

    // then
    assertThat(cut).as("what is not whole is not to look so").isNotNull();
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 300_000, CONTENT.length));
  }

  @Test
  void shouldSayThatAFileCannotBeReadWhenItsHostSaysNothingOfIt() {
    // given
    hold(uri("ranges"));
    host.breakAfter(0);

    // when
    HttpResponse<byte[]> answer = get();

    // then
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/softwaremodules/7/artifacts/other.bin",
        "/softwaremodules/7/artifacts/",
        "/softwaremodules/7/artifacts",
        "/softwaremodules/07/artifacts/fw%207.bin",
        "/softwaremodules/7/files/fw%207.bin",
      })
  void shouldAnswer404WhereThereIsNoFile(String below) {
    // given
    hold(uri("ranges"));

    // then
    assertThat(device.get(below).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTakeNoOtherMethod() {
    // given
    hold(uri("ranges"));

    // then
    assertThat(device.put(BELOW, "").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other host",
        "redirect to other host",
        "redirect without end",
        "outside",
        "link to outside",
        "not there",
        "directory",
        "shorter",
        "host answers 404",
        "host with another port",
      })
  void shouldReadNothingElseThanWhatIsListed(String source) throws IOException {
    // given
    long before = other.sent();
    hold(uri(source));

    // when
    HttpResponse<byte[]> answer = get();

    // then
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"error\"")
        .doesNotContain("127.0.0.1", "outside");
    assertThat(other.sent()).isEqualTo(before);
  }

  @Test
  void shouldNotCountDownloadsAmongWhatADeviceWrites() {
    try (TestEdge own =
        TestEdge.startAsSet(
            "drydock.dispatcher.ddi.artifacts.root=" + root,
            "drydock.dispatcher.ddi.limits.per-device=1")) {
      // given
      Device streaming = Device.anyOf(own);
      own.put(streaming.key(), dock(uri("file")));
      HttpRequest part = streaming.request(BELOW).header("Range", "bytes=0-0").build();

      // then
      assertThat(Stream.generate(() -> send(part).statusCode()).limit(5)).containsOnly(206);
    }
  }

  @Test
  void shouldDeliverNothingUnlessThatIsSet() {
    try (TestEdge off = TestEdge.start()) {
      // given
      Device some = Device.anyOf(off);
      off.put(some.key(), dock(uri("ranges")));

      // then
      assertThat(some.get(BELOW).statusCode()).isEqualTo(404);
    }
  }

  private void hold(String uri) {
    edge.put(device.key(), dock(uri));
  }

  private static String uri(String source) {
    try {
      return switch (source) {
        case "ranges" -> host.put("/fw.bin", CONTENT);
        case "no ranges" -> host.put("/whole/fw.bin", CONTENT);
        case "file" -> root.resolve("fw.bin").toUri().toString();
        case "redirect" -> "http://" + host.host() + "/to/?" + host.put("/fw.bin", CONTENT);
        case "other host" -> other.put("/fw.bin", CONTENT);
        case "redirect to other host" ->
            "http://" + host.host() + "/to/?" + other.put("/fw.bin", CONTENT);
        case "redirect without end" -> "http://" + host.host() + "/to/?/to/?again";
        case "outside" -> "file://" + root + "/../outside.bin";
        case "link to outside" -> link().toUri().toString();
        case "not there" -> root.resolve("none").toUri().toString();
        case "directory" -> "file://" + root;
        case "shorter" -> host.put("/short", new byte[7]);
        case "host answers 404" -> "http://" + host.host() + "/none";
        case "host with another port" -> "http://127.0.0.1/fw.bin";
        default -> throw new IllegalArgumentException(source);
      };
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path link() throws IOException {
    Path link = root.resolve("link.bin");
    return Files.exists(link)
        ? link
        : Files.createSymbolicLink(link, directory.resolve("outside.bin"));
  }

  private HttpResponse<byte[]> get(String... headers) {
    return send(request(device, headers));
  }
}
