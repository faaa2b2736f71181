package dev.drydock.dispatcher.ddi;

import static dev.drydock.dispatcher.ddi.StoredFile.BELOW;
import static dev.drydock.dispatcher.ddi.StoredFile.CONTENT;
import static dev.drydock.dispatcher.ddi.StoredFile.TAG;
import static dev.drydock.dispatcher.ddi.StoredFile.content;
import static dev.drydock.dispatcher.ddi.StoredFile.dock;
import static dev.drydock.dispatcher.ddi.StoredFile.downloads;
import static dev.drydock.dispatcher.ddi.StoredFile.offer;
import static dev.drydock.dispatcher.ddi.StoredFile.request;
import static dev.drydock.dispatcher.ddi.StoredFile.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.dispatcher.config.TestEdge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Downloads whose host, dock or dispatcher is slow, wrong or not there. */
@ExtendWith(OutputCaptureExtension.class)
final class ArtifactFaultsTest {

  private static final String KEY = "drydock.dispatcher.ddi.artifacts.";

  private static FileHost host;
  private static TestEdge edge;

  private final Device device = Device.anyOf(edge);

  @BeforeAll
  static void start() {
    host = new FileHost();
    edge = edge();
  }

  @AfterAll
  static void stop() {
    edge.close();
    host.close();
  }

  @BeforeEach
  void mend() {
    host.breakAfter(Long.MAX_VALUE);
    host.slowDown(Duration.ZERO);
  }

  @Test
  void shouldCountTheStatusThatTheDeviceWasAnswered() {
    try (TestEdge own = edge()) {
      // given
      Device some = holding(own, ranges());

      // then
      assertCounted(own, 200, request(some));
      assertCounted(own, 206, request(some, "Range", "bytes=0-1"));
      assertCounted(own, 304, request(some, "If-None-Match", TAG));
      assertCounted(own, 412, request(some, "If-Match", "\"other\""));
      assertCounted(own, 416, request(some, "Range", "bytes=-0"));
      host.breakAfter(0);
      assertCounted(own, 502, request(some));
      own.put(some.key(), Docks.free());
      assertCounted(own, 404, request(some));
    }
  }

  @Test
  void shouldTellOperatorsWhichFileCannotBeRead(CapturedOutput output) {
    // given
    hold("http://me:secret@" + host.host() + "/gone.bin?signature=secret");
    double before = edge.count("drydock.artifacts.unreadable");

    // when
    get();
    get();
    hold("http://" + host.host() + "/a b.bin?signature=secret");
    get();

    // then
    assertThat(edge.count("drydock.artifacts.unreadable")).isEqualTo(before + 3);
    assertThat(warnings(output, "/gone.bin"))
        .singleElement()
        .asString()
        .contains(
            "tenantId=\"acme\"",
            "deviceId=\"" + device.key().deviceId() + '"',
            "artifact=\"http://" + host.host() + "/gone.bin\"",
            "404")
        .doesNotContain("secret");
    assertThat(warnings(output, "/a b.bin")).singleElement().asString().doesNotContain("secret");
  }

  @Test
  void shouldTellOperatorsOfAFileThatEndsEarlyAndNotOfADeviceThatGoes(CapturedOutput output) {
    // given
    byte[] large = content(40_000_000);
    edge.put(device.key(), dock(host.put("/ends-early.bin", large), large.length));
    double before = edge.count("drydock.artifacts.unreadable");

    // when
    try (SlowReader gone = SlowReader.open(device, BELOW)) {
      gone.read(1_000);
    }
    Awaitility.await("the device has gone").until(() -> downloads(edge) == 0);
    double afterGone = edge.count("drydock.artifacts.unreadable");
    host.breakAfter(300_000);
    catchThrowable(this::get);

    // then
    assertThat(afterGone).isEqualTo(before);
    Awaitility.await("the host's failure is counted")
        .until(() -> edge.count("drydock.artifacts.unreadable") == before + 1);
    Awaitility.await("and logged")
        .untilAsserted(() -> assertThat(warnings(output, "/ends-early.bin")).hasSize(1));
  }

  @Test
  void shouldGoOnWithAFileOfASlowHostWithoutRanges() {
    try (TestEdge hasty = edge("source-timeout=1s")) {
      // given
      Device some = holding(hasty, noRanges());
      host.slowDown(Duration.ofMillis(200));

      // when
      HttpResponse<byte[]> rest = send(request(some, "Range", "bytes=1000000-"));

      // then
      assertThat(rest.statusCode()).isEqualTo(206);
      assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_000, CONTENT.length));
    }
  }

  @Test
  void shouldChargeTheTenantForWhatIsSkipped() {
    try (TestEdge paced = edge("bandwidth=400KB")) {
      // given
      Device some = holding(paced, noRanges());

      // when
      long begun = System.nanoTime();
      HttpResponse<byte[]> rest = send(request(some, "Range", "bytes=1000000-"));

      // then
      assertThat(rest.statusCode()).isEqualTo(206);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThan(Duration.ofMillis(1_500));
    }
  }

  @Test
  void shouldHangUpOnAHostThatDoesNotAnswerInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TestEdge hasty =
            TestEdge.start(
                KEY + "source-timeout=500ms", KEY + "hosts=127.0.0.1:" + silent.getLocalPort())) {
      // given
      Device some = holding(hasty, "http://127.0.0.1:" + silent.getLocalPort() + "/fw.bin");
      silent.setSoTimeout(20_000);

      // when
      CompletableFuture<HttpResponse<String>> answer = some.getLater(BELOW);

      // then
      try (Socket connection = silent.accept()) {
        connection.setSoTimeout(10_000);
        connection.getInputStream().readAllBytes();
      }
      assertThat(answer.join().statusCode()).isEqualTo(502);
    }
  }

  @Test
  void shouldHoldBackAnUpdateWhoseFilesAreNotServed() {
    try (TestEdge off = TestEdge.start()) {
      // given
      Device some = Device.anyOf(off);
      off.put(some.key(), Docks.held(Docks.admitted(7, offer(ranges(), true, CONTENT.length))));

      // when
      HttpResponse<String> fetch = some.get("/deploymentBase/7");

      // then
      assertThat(fetch.statusCode()).isEqualTo(503);
      assertThat(fetch.headers().firstValue("Retry-After")).isPresent();
      assertThat(off.fetched(some.key())).as("it can still be cancelled at once").isEmpty();
      assertThat(off.count("drydock.ddi.not.served")).isEqualTo(1);
      off.put(some.key(), dock(ranges(), CONTENT.length));
      assertThat(some.get("/deploymentBase/7").statusCode()).as("given before").isEqualTo(503);
      off.put(some.key(), Docks.held(Docks.admitted(7, offer(ranges(), false, CONTENT.length))));
      assertThat(some.get("/deploymentBase/7").statusCode()).as("direct").isEqualTo(200);
    }
  }

  @Test
  void shouldWaitForADockThatMoves() {
    // given
    edge.put(device.key(), new DockPlace.Moving());
    CompletableFuture<HttpResponse<String>> answer = device.getLater(BELOW);

    // when
    Awaitility.await("it is not refused")
        .during(Duration.ofSeconds(1))
        .until(() -> !answer.isDone());
    hold(ranges());

    // then
    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswer503WhenADockMovesForLong() {
    try (TestEdge hasty = edge("place-wait=1s")) {
      // given
      Device some = Device.anyOf(hasty);
      hasty.put(some.key(), new DockPlace.Moving());

      // then
      assertThat(some.get(BELOW).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void shouldEndTheExchangeWhenTheLeaveOfAnInstanceIsNotUnderstood() throws IOException {
    HttpServer strange = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    strange.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Drydock-Answered", "true");
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[3]);
          exchange.close();
        });
    strange.start();
    try {
      // given
      edge.put(
          device.key(),
          new DockPlace.Elsewhere(
              URI.create("http://127.0.0.1:" + strange.getAddress().getPort())));

      // then
      assertThat(get().statusCode()).isEqualTo(502);
    } finally {
      strange.stop(0);
    }
  }

  private static void assertCounted(TestEdge at, int status, HttpRequest request) {
    Map<String, Double> expected = counted(at);
    expected.merge(Integer.toString(status), 1.0, Double::sum);
    assertThat(send(request).statusCode()).isEqualTo(status);
    Awaitility.await("an answer of " + status)
        .untilAsserted(() -> assertThat(counted(at)).isEqualTo(expected));
  }

  private static Map<String, Double> counted(TestEdge at) {
    Map<String, Double> byStatus = new TreeMap<>();
    at.get(MeterRegistry.class)
        .find("drydock.ddi.calls")
        .tag("call", "artifact")
        .counters()
        .forEach(counter -> byStatus.put(counter.getId().getTag("status"), counter.count()));
    return byStatus;
  }

  private static List<String> warnings(CapturedOutput output, String path) {
    return output
        .getOut()
        .lines()
        .filter(line -> line.contains("WARN") && line.contains(path))
        .toList();
  }

  private static TestEdge edge(String... settings) {
    return TestEdge.start(
        Stream.concat(Stream.of("hosts=" + host.host()), Stream.of(settings))
            .map(KEY::concat)
            .toArray(String[]::new));
  }

  private static Device holding(TestEdge at, String uri) {
    Device some = Device.anyOf(at);
    at.put(some.key(), dock(uri));
    return some;
  }

  private void hold(String uri) {
    edge.put(device.key(), dock(uri));
  }

  private static String ranges() {
    return host.put("/fw.bin", CONTENT);
  }

  private static String noRanges() {
    return host.put("/whole/fw.bin", CONTENT);
  }

  private HttpResponse<byte[]> get(String... headers) {
    return send(request(device, headers));
  }
}
