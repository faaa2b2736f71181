package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances, of which the one that is asked has not the device's dock. */
final class ForwardingTest {

  private static final String GATEWAY = "GatewayToken gateway-token-of-acme";
  private static final String GATEWAY_SETTING =
      "drydock.dispatcher.ddi.gateway-tokens.acme=gateway-token-of-acme";
  private static TestEdge asked;
  private static TestEdge owner;

  private final Device device = Device.anyOf(asked);

  @BeforeAll
  static void start() {
    asked =
        TestEdge.start(
            GATEWAY_SETTING,
            "drydock.dispatcher.ddi.forwarding.timeout=1s",
            "drydock.dispatcher.ddi.reports.hold=2s",
            "drydock.dispatcher.ddi.limits.forwarded=1");
    owner = TestEdge.start();
  }

  @AfterAll
  static void stop() {
    asked.close();
    owner.close();
  }

  @BeforeEach
  void putElsewhere() {
    owner.whenWritten(ack -> CompletableFuture.completedFuture(null));
    asked.put(device.key(), new DockPlace.Elsewhere(URI.create(owner.url() + "/")));
    owner.put(device.key(), Docks.held(Docks.toStop(7)));
  }

  @Test
  void shouldAnswerAsTheOwnerDoesWithLinksToWhereTheDeviceCame() {
    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(Device.json(answer).at("/_links/cancelAction/href").stringValue())
        .isEqualTo(device.href("/cancelAction/7"));
  }

  @Test
  void shouldAnswerInTheTypeThatTheDeviceAccepts() {
    // when
    HttpResponse<String> answer =
        Device.send(
            device.request("/cancelAction/7?c=1").header("Accept", "application/hal+json").build());

    // then
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/hal+json;charset=utf-8");
    assertThat(Device.json(answer).get("id").stringValue()).isEqualTo("7");
  }

  @Test
  void shouldPassOnWhatTheDeviceSays() {
    // when
    int done =
        device.post("/cancelAction/7/feedback", Device.feedback("closed", "success")).statusCode();
    int described = device.put("/configData", "{\"data\":{\"a\":\"1\"}}").statusCode();

    // then
    assertThat(done).isEqualTo(200);
    assertThat(described).isEqualTo(200);
    assertThat(owner.written(device.key())).hasSize(2);
    assertThat(asked.written(device.key())).isEmpty();
  }

  @Test
  void shouldPassOnWhenTheDeviceSaidIt() {
    // given
    Terms.Window open =
        new Terms.Window(TestEdge.NOW.plusSeconds(60), TestEdge.NOW.plusSeconds(3600));
    Terms terms = new Terms(Terms.Mode.FORCED, open);
    owner.put(
        device.key(),
        Docks.held(Docks.delivered(7, Docks.offer("firmware", Content.of(Docks.FILE), terms))));
    owner.setTime(open.from());

    // when
    device.post("/deploymentBase/7/feedback", Device.feedback("closed", "success"));
    owner.setTime(TestEdge.NOW);

    // then
    assertThat(owner.written(device.key()))
        .singleElement()
        .returns(DeviceAckKind.PROGRESS, DeviceAck::getKind)
        .returns(TestEdge.NOW, DeviceAck::getAt);
  }

  @Test
  void shouldPassOnTheOwnersRefusal() {
    assertThat(device.get("/cancelAction/8").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldPassOnWhenToComeAgain() {
    try (TestEdge strict = TestEdge.start("drydock.dispatcher.ddi.limits.per-device=1")) {
      // given
      asked.put(device.key(), new DockPlace.Elsewhere(strict.url()));

      // when
      List<HttpResponse<String>> answers =
          Stream.generate(() -> device.get("/cancelAction/7")).limit(3).toList();

      // then
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 503)
          .isNotEmpty()
          .allSatisfy(
              answer -> assertThat(answer.headers().firstValue("Retry-After")).contains("10"));
    }
  }

  @Test
  void shouldUseTheDevicesOwnTokenWhateverLetItIn() {
    // when
    HttpResponse<String> answer =
        Device.send(device.bare("").header("Authorization", GATEWAY).GET().build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotPassOnWhatWasPassedOn() {
    // given
    owner.put(device.key(), new DockPlace.Elsewhere(asked.url()));

    // when
    HttpResponse<String> answer = device.get("");

    // then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(owner.count("drydock.ddi.calls", "call", "poll", "status", "503")).isPositive();
  }

  @Test
  void shouldNotBelieveThatItWasPassedOnWhenNoInstanceCanHaveDoneSo() {
    // when
    HttpResponse<String> answer =
        Device.send(
            device
                .bare("")
                .header("Authorization", GATEWAY)
                .header("Drydock-Forwarded", "http://forged.test")
                .GET()
                .build());

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(device.href("")).doesNotContain("forged");
  }

  @Test
  void shouldTellToComeAgainWhenTheDockMoves() {
    // given
    asked.put(device.key(), new DockPlace.Moving());

    // then
    assertComeAgain(device.get(""));
    assertComeAgain(device.put("/configData", "{\"data\":{}}"));
  }

  @Test
  void shouldTellToComeAgainWhenTheOwnerIsNotThere() throws IOException {
    // given
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    asked.put(device.key(), new DockPlace.Elsewhere(URI.create("http://127.0.0.1:" + freePort)));

    // then
    assertComeAgain(device.get(""));
  }

  @Test
  void shouldTellToComeAgainWhenTheOwnerDoesNotAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      // given
      asked.put(
          device.key(),
          new DockPlace.Elsewhere(URI.create("http://127.0.0.1:" + silent.getLocalPort())));

      // then
      assertComeAgain(device.get(""));
    }
  }

  @Test
  void shouldNotBelieveAnAnswerThatIsNotTheOwners() throws IOException {
    // given
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    other.start();
    try {
      asked.put(
          device.key(),
          new DockPlace.Elsewhere(URI.create("http://127.0.0.1:" + other.getAddress().getPort())));

      // when
      HttpResponse<String> answer =
          device.post("/cancelAction/7/feedback", Device.feedback("closed", "success"));

      // then
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void shouldMarkAnswersToWhatWasPassedOnOnly() {
    // given
    Device there = new Device(device.key(), owner.url());

    // when
    HttpResponse<String> passedOn =
        Device.send(there.request("").header("Drydock-Forwarded", "http://asked.test").build());

    // then
    assertThat(passedOn.headers().firstValue("Drydock-Answered")).isPresent();
    assertThat(there.get("").headers().firstValue("Drydock-Answered")).isEmpty();
    assertThat(device.get("").headers().firstValue("Drydock-Answered")).isEmpty();
  }

  @Test
  void shouldTellToComeAgainWhenThereIsNoSecretOrAnother() {
    try (TestEdge without = TestEdge.bare(GATEWAY_SETTING);
        TestEdge other =
            TestEdge.bare(
                GATEWAY_SETTING,
                "drydock.dispatcher.ddi.token-secret-location="
                    + TestEdge.file(TestEdge.SECRET.repeat(2)))) {
      for (TestEdge edge : new TestEdge[] {without, other}) {
        // given
        Device stranger = new Device(device.key(), edge.url());
        edge.put(device.key(), new DockPlace.Elsewhere(owner.url()));

        // then
        assertComeAgain(
            Device.send(stranger.bare("").header("Authorization", GATEWAY).GET().build()));
      }
    }
  }

  @Test
  void shouldPassOnFinalReportsOnlyWhenMuchIsElsewhere() {
    // given
    CompletableFuture<Void> durable = new CompletableFuture<>();
    owner.whenWritten(ack -> durable);
    String closed = Device.feedback("closed", "success");

    // when
    CompletableFuture<HttpResponse<String>> first =
        device.postLater("/cancelAction/7/feedback", closed);
    Awaitility.await("one call is elsewhere").until(() -> !owner.written(device.key()).isEmpty());
    Device another = Device.anyOf(asked);
    asked.put(another.key(), new DockPlace.Elsewhere(owner.url()));
    owner.put(another.key(), Docks.held(Docks.toStop(7)));
    CompletableFuture<HttpResponse<String>> second =
        another.postLater("/cancelAction/7/feedback", closed);
    Awaitility.await("two are").until(() -> !owner.written(another.key()).isEmpty());
    Device idle = Device.anyOf(asked);
    asked.put(idle.key(), new DockPlace.Elsewhere(owner.url()));
    HttpResponse<String> poll = idle.get("");
    durable.complete(null);

    // then
    assertThat(poll.statusCode()).isEqualTo(429);
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(device.get("").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldPassOnToOthersWhenOneInstanceHangs() throws IOException {
    try (ServerSocket hanging = new ServerSocket(0);
        TestEdge patient = TestEdge.start("drydock.dispatcher.ddi.limits.forwarded=1")) {
      // given
      Device lucky = Device.anyOf(patient);
      Device unlucky = Device.anyOf(patient);
      patient.put(lucky.key(), new DockPlace.Elsewhere(owner.url()));
      patient.put(
          unlucky.key(),
          new DockPlace.Elsewhere(URI.create("http://127.0.0.1:" + hanging.getLocalPort())));
      CompletableFuture<HttpResponse<String>> first = unlucky.getLater("");
      Awaitility.await("no more is passed on to the one that hangs")
          .until(() -> unlucky.get("").statusCode() == 429);

      // when
      int poll = lucky.get("").statusCode();

      // then
      assertThat(first).isNotDone();
      assertThat(poll).isEqualTo(200);
    }
  }

  private static void assertComeAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(Device.json(answer).at("/error/message").stringValue()).endsWith("retry later.");
  }
}
