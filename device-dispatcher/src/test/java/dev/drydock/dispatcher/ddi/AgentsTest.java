package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.dispatcher.config.TestEdge;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.PastUpdate;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents install an update once, whatever happens to the dispatcher while they report. */
final class AgentsTest {

  private static final int PROGRESSES = 4;
  private static final Duration HOLD = Duration.ofMillis(100);

  /** Longer than any agent repeats a report, but for those that never give up. */
  private static final Duration OUTAGE = Duration.ofMillis(2_500);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Dock ENDED =
      Docks.past(Docks.answered(7, DeviceAnswer.SUCCEEDED), End.SUCCESSFUL);

  @RegisterExtension
  private static final TestEdge edge =
      TestEdge.start(
          "drydock.dispatcher.ddi.limits.polls=" + PROGRESSES,
          "drydock.dispatcher.ddi.limits.progress=" + PROGRESSES,
          "drydock.dispatcher.ddi.reports.hold=" + HOLD.toMillis() + "ms",
          "drydock.dispatcher.ddi.reports.progress-wait=50ms",
          "drydock.dispatcher.ddi.reports.retry-interval=20ms",
          "drydock.dispatcher.ddi.forwarding.connect-timeout=50ms",
          "drydock.dispatcher.ddi.forwarding.timeout=100ms");

  private final Device device = Device.anyOf(edge);
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile boolean isHeard;

  /** What goes wrong once the device has fetched its update. */
  enum Trouble {
    /** More is at work than is taken. */
    LOAD,
    /** The log refuses each record. */
    LOG_AWAY,
    /** The log does not answer. */
    LOG_SILENT,
    /** The docks are on their way to another instance. */
    REBALANCE,
    /** The instance that has the dock does not answer. */
    OWNER_DEAD
  }

  @AfterEach
  void end() {
    over.complete(null);
    edge.whenWritten(ack -> CompletableFuture.completedFuture(null));
    edge.whenFetched(ack -> CompletableFuture.completedFuture(true));
  }

  @ParameterizedTest
  @MethodSource("agentsInTrouble")
  void shouldInstallOnceAndBeHeard(Agent.Kind kind, Trouble trouble) {
    // given
    edge.put(device.key(), Docks.held(Docks.admitted(7)));
    edge.whenFetched(ack -> fetched(trouble));
    edge.whenWritten(this::write);

    // when
    try (Agent agent = Agent.start(kind, device)) {
      Awaitility.await("the report is durable and the trouble over")
          .atMost(PATIENCE)
          .until(() -> isHeard && over.isDone());

      // then
      assertNoMore(agent::installations, 1);
    }
  }

  static Stream<Arguments> agentsInTrouble() {
    return Stream.of(Agent.Kind.values())
        .flatMap(kind -> Stream.of(Trouble.values()).map(t -> Arguments.of(kind, t)));
  }

  /** The negative control: the same agents and the answers of before. */
  @ParameterizedTest
  @EnumSource(
      value = Agent.Kind.class,
      names = {"RHU", "HARA"})
  void shouldInstallAgainWhenReportsAreAnsweredAsTheyWere(Agent.Kind kind) throws IOException {
    // given
    long end = System.nanoTime() + OUTAGE.toNanos();
    try (OldEdge old = new OldEdge(isFinal -> System.nanoTime() > end ? 200 : isFinal ? 503 : 429);
        Agent agent = Agent.start(kind, old.device())) {
      // when / then
      Awaitility.await("a second installation")
          .atMost(PATIENCE)
          .until(() -> agent.installations() > 1);
    }
  }

  /** The negative control: a report that is lost. */
  @Test
  void shouldNotBeHeardWhenTheReportIsRefusedAsItWas() throws IOException {
    // given
    try (OldEdge old = new OldEdge(isFinal -> isFinal ? 503 : 200);
        Agent agent = Agent.start(Agent.Kind.SDK, old.device())) {
      // when
      Awaitility.await("two refusals").atMost(PATIENCE).until(() -> old.finals.get() == 2);

      // then
      assertNoMore(old.finals::get, 2);
      assertThat(agent.installations()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Agent.Kind.class)
  void shouldGoOnToTheNextUpdateWhenTheOneBeforeEndedWithoutTheDevice(Agent.Kind kind) {
    // given
    Holder first = Docks.delivered(7);
    edge.put(device.key(), Docks.held(first));
    edge.whenWritten(
        ack -> {
          // the time of the first is over as soon as the device has reported
          edge.put(
              device.key(),
              ack.getOperationId().equals(Docks.operation(7))
                  ? next(first)
                  : Docks.past(Docks.answered(8, DeviceAnswer.SUCCEEDED), End.SUCCESSFUL));
          return CompletableFuture.completedFuture(null);
        });

    // when
    try (Agent agent = Agent.start(kind, device)) {
      Awaitility.await("the next update is installed")
          .atMost(PATIENCE)
          .until(() -> agent.installations() == 2 && edge.fetched(device.key()).size() == 1);
    }

    // then
    assertThat(edge.written(device.key()))
        .filteredOn(ack -> DeviceAckKind.SUCCEEDED.equals(ack.getKind()))
        .extracting(DeviceAck::getOperationId)
        .contains(Docks.operation(7));
  }

  /** The negative control: SWUpdate repeats what is answered 410, and fetches nothing more. */
  @Test
  void shouldNotGoOnWhenALateReportIsAnsweredAsItWas() throws IOException {
    // given
    try (OldEdge old = new OldEdge(isFinal -> isFinal ? 410 : 200);
        Agent agent = Agent.start(Agent.Kind.SWUPDATE, old.device())) {
      // when
      Awaitility.await("refusals").atMost(PATIENCE).until(() -> old.finals.get() > 5);

      // then
      assertThat(agent.installations()).isEqualTo(1);
    }
  }

  private Dock next(Holder first) {
    return new Dock(
        Docks.registration(Channel.DDI, true),
        Docks.admitted(8),
        8,
        List.of(new PastUpdate(first, End.FAILED, TestEdge.NOW)),
        List.of());
  }

  private CompletableFuture<Boolean> fetched(Trouble trouble) {
    Dock given = Docks.held(Docks.delivered(7));
    edge.put(device.key(), given);
    begin(trouble);
    over.completeOnTimeout(null, OUTAGE.toMillis(), TimeUnit.MILLISECONDS)
        .thenRun(
            () -> {
              edge.whenWritten(this::write);
              edge.put(device.key(), isHeard ? ENDED : given);
            });
    return CompletableFuture.completedFuture(true);
  }

  private void begin(Trouble trouble) {
    switch (trouble) {
      case LOAD -> {
        edge.whenWritten(
            ack -> ack.getDeviceId().equals(device.key().deviceId()) ? write(ack) : over);
        IntStream.rangeClosed(0, PROGRESSES).forEach(n -> occupy());
      }
      case LOG_AWAY ->
          edge.whenWritten(ack -> CompletableFuture.failedFuture(new TimeoutException("away")));
      case LOG_SILENT ->
          edge.whenWritten(
              ack ->
                  over.thenCompose(
                      now -> CompletableFuture.failedFuture(new TimeoutException("silent"))));
      case REBALANCE -> edge.put(device.key(), new DockPlace.Moving());
      case OWNER_DEAD ->
          edge.put(device.key(), new DockPlace.Elsewhere(URI.create("http://127.0.0.1:9")));
    }
  }

  /** Has a call of another device be at work. */
  private static void occupy() {
    Device other = new Device(new DeviceKey("acme", UUID.randomUUID().toString()), edge.url());
    edge.put(other.key(), Docks.held(Docks.delivered(7)));
    other.putLater("/configData", "{\"data\":{\"a\":\"b\"}}");
    Awaitility.await("another call").until(() -> !edge.written(other.key()).isEmpty());
  }

  /** Makes an ack durable, and tells the dock. */
  private CompletableFuture<Void> write(DeviceAck ack) {
    if (DeviceAckKind.SUCCEEDED.equals(ack.getKind())) {
      isHeard = true;
      edge.put(device.key(), ENDED);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static void assertNoMore(IntSupplier count, int expected) {
    Awaitility.await("no more than " + expected)
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(3))
        .until(() -> count.getAsInt() == expected);
  }

  /** A server that answers reports as it is told, and lists an update until one is taken. */
  private static final class OldEdge implements AutoCloseable {

    /** Gives the status of a report. */
    private interface Statuses {
      int of(boolean isFinal);
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger finals = new AtomicInteger();
    private final HttpServer server;
    private final Statuses statuses;
    private volatile boolean isEnded;

    OldEdge(Statuses statuses) throws IOException {
      this.statuses = statuses;
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext("/", this::answer);
      server.setExecutor(threads);
      server.start();
    }

    Device device() {
      return new Device(
          new DeviceKey("acme", "d"),
          URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
      String path = exchange.getRequestURI().getPath();
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = 200;
      String body = isEnded ? "{}" : "{\"href\":\"/deploymentBase/7\"}";
      if (path.endsWith("/feedback")) {
        boolean isFinal = sent.contains("closed");
        status = statuses.of(isFinal);
        if (isFinal) {
          finals.incrementAndGet();
          isEnded = status == 200;
        }
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }
}
