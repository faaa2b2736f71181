package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.http.HttpLoop;
import dev.drydock.local.DeviceTokens;
import dev.drydock.testkit.DdiServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real HTTP, to a server that speaks DDI and to one that accepts updates and shows them. */
class CycleLoadTest {

  private static final int CONNECTIONS = 8;
  private static final LoadPlan PLAN =
      new LoadPlan(50, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(20));
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** All answers are there within it, on a machine that is cold and busy too. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  @TempDir private Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger number = new AtomicInteger();
  private Path secret;
  private DdiServer dispatcher;
  private HttpServer gateway;
  private HttpLoop http;

  /** So many POSTs are answered 503, every other one of them after it was accepted. */
  private volatile int doubts;

  private volatile boolean isEndedByOthers;

  @BeforeEach
  void listen() throws IOException {
    secret = Files.writeString(directory.resolve("secret"), "s".repeat(32));
    dispatcher = new DdiServer("t1", secret, "00:05:00");
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(threads);
    gateway.createContext("/", this::answer);
    gateway.start();
    http = new HttpLoop();
  }

  @AfterEach
  void close() {
    http.close();
    gateway.stop(0);
    dispatcher.close();
    threads.shutdownNow();
  }

  @Test
  void shouldDoAllStepsOfEachOperationWhenAllIsWell() {
    // given
    CycleLoad load = load();

    // when
    RunTally.Outcome outcome = load.run(PLAN, new Unwatched(), () -> false);

    // then
    assertThat(outcome.accepted()).isEqualTo(50);
    assertThat(outcome.successLatency().count()).isEqualTo(50);
    assertThat(outcome.lost()).isZero();
    assertThat(load.steps().latencies().values()).hasSize(5).allMatch(step -> step.count() == 50);
    assertThat(load.steps().repetitions()).isEmpty();
    assertThat(load.steps().getsPerOperation()).isEqualTo(1);
    assertThat(dispatcher.said("d-1")).startsWith("1 proceeding none 1/2", "1 closed success");
  }

  @Test
  void shouldRepeatWhatIsRefusedWhenDispatcherIsBusy() {
    // given
    var refusals = new AtomicInteger();
    dispatcher.refuse(
        (call, body) -> body.contains("closed") && refusals.incrementAndGet() <= 3 ? 503 : 0);
    CycleLoad load = load();

    // when
    RunTally.Outcome outcome = load.run(PLAN, new Unwatched(), () -> false);

    // then
    assertThat(outcome.successLatency().count()).isEqualTo(50);
    assertThat(load.steps().repetitions()).containsEntry("feedback closed: 503", 3L).hasSize(1);
  }

  @Test
  void shouldAskAnewWhenWhatWasListedIsGone() {
    // given
    var gone = new AtomicInteger();
    dispatcher.refuse(
        (call, body) ->
            call.startsWith("GET deploymentBase") && gone.incrementAndGet() <= 2 ? 404 : 0);
    CycleLoad load = load();

    // when
    RunTally.Outcome outcome = load.run(PLAN, new Unwatched(), () -> false);

    // then
    assertThat(outcome.successLatency().count()).isEqualTo(50);
    assertThat(load.steps().repetitions()).containsEntry("GET deploymentBase: 404", 2L).hasSize(1);
    assertThat(dispatcher.calls().stream().filter("GET"::equals)).hasSize(52);
  }

  @Test
  void shouldCountAStepFromItsOwnBeginningWhenTheDeviceAsksAnew() {
    // given: a fetch that is refused late
    var gone = new AtomicInteger();
    dispatcher.refuse(
        (call, body) -> {
          boolean isRefused = call.startsWith("GET deploymentBase") && gone.incrementAndGet() == 1;
          if (isRefused) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
          }
          return isRefused ? 404 : 0;
        });
    CycleLoad load = load();

    // when
    load.run(PLAN, new Unwatched(), () -> false);

    // then
    assertThat(load.steps().latencies().get("poll"))
        .satisfies(
            polls -> {
              assertThat(polls.count()).isEqualTo(51);
              assertThat(polls.maxMs()).isLessThan(2_000);
            });
  }

  @Test
  void shouldCountAsLostWhatHasNotEndedWhenTheGraceIsOver() {
    // given
    dispatcher.refuse((call, body) -> body.contains("closed") ? 503 : 0);
    var plan = new LoadPlan(50, Duration.ZERO, Duration.ofMillis(200), GRACE);
    CycleLoad load = load();

    // when
    RunTally.Outcome outcome = load.run(plan, new Unwatched(), () -> false);

    // then
    assertThat(outcome.accepted()).isEqualTo(10);
    assertThat(outcome.lost()).isEqualTo(10);
    assertThat(load.steps().latencies().get("feedback closed"))
        .satisfies(
            closing -> {
              assertThat(closing.count()).isEqualTo(10);
              assertThat(closing.p50Ms()).isGreaterThan(200);
            });
  }

  @Test
  void shouldHaveAllDevicesAgainWhenWhatWasWrittenOffHasEnded() {
    // given: every device's operation is written off
    var isBusy = new AtomicBoolean(true);
    dispatcher.refuse((call, body) -> isBusy.get() && body.contains("closed") ? 503 : 0);
    var plan = new LoadPlan(50, Duration.ZERO, Duration.ofMillis(400), GRACE);
    CycleLoad load = load();
    assertThat(load.run(plan, new Unwatched(), () -> false).lost()).isEqualTo(20);
    isBusy.set(false);

    // when
    RunTally.Outcome outcome = load.run(PLAN, new Unwatched(), () -> false);

    // then: what goes on does not count
    assertThat(outcome.requests()).isEqualTo(50);
    assertThat(outcome.accepted()).isEqualTo(50);
    assertThat(outcome.successLatency().count()).isEqualTo(50);
    assertThat(load.steps().latencies().values()).allMatch(step -> step.count() == 50);
    assertThat(ends("d-1")).isGreaterThan(1);
  }

  @Test
  void shouldHaveTheDeviceAgainWhenItsPostWasNotAnsweredWell() {
    // given: the first POST of each device is answered 503, and half of them come through
    doubts = 20;
    CycleLoad load = load();
    var plan = new LoadPlan(50, Duration.ZERO, Duration.ofMillis(400), GRACE);
    assertThat(load.run(plan, new Unwatched(), () -> false).errors()).containsEntry("503", 20L);
    var later = new LoadPlan(2, Duration.ofSeconds(6), Duration.ofSeconds(4), LIMIT);

    // when
    RunTally.Outcome outcome = load.run(later, new Unwatched(), () -> false);

    // then
    assertThat(outcome.successLatency().count()).isEqualTo(8);
    assertThat(IntStream.rangeClosed(1, 20).filter(i -> ends("d-" + i) > 0).count())
        .isGreaterThanOrEqualTo(10);
  }

  @Test
  void shouldLookWhetherItIsOverWhenNothingIsListed() {
    // given: what is accepted ends without the device
    isEndedByOthers = true;
    CycleLoad load = load();
    var plan = new LoadPlan(10, Duration.ZERO, Duration.ofMillis(200), LIMIT);

    // when
    RunTally.Outcome outcome = load.run(plan, new Unwatched(), () -> false);

    // then
    assertThat(outcome.accepted()).isEqualTo(2);
    assertThat(outcome.unsuccessful()).containsEntry("failed", 2L);
    assertThat(load.steps().repetitions()).containsEntry("poll: nothing listed", 22L);
  }

  @Test
  void shouldReadAndPollWhenTheRunIsOver() {
    // given
    CycleLoad load = load();
    load.run(PLAN, new Unwatched(), () -> false);

    // when
    ReadLoad.Outcome reads = load.reads().run(PLAN, new Unwatched(), () -> false);
    ReadLoad.Outcome polls = load.polls().run(PLAN, new Unwatched(), () -> false);

    // then
    assertThat(reads.operations()).isEqualTo(50);
    assertThat(reads.found()).isEqualTo(50);
    assertThat(polls.operations()).isEqualTo(20);
    assertThat(polls.found()).isEqualTo(50);
  }

  private CycleLoad load() {
    var address = new HttpAddress(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()));
    return new CycleLoad(
        http.pool(address.socket(), CONNECTIONS),
        http.pool(dispatcher.address().socket(), CONNECTIONS),
        new GraphRequests(address, "token", "1.0"),
        new DdiRequests(dispatcher.address(), DeviceTokens.of(secret), "t1"),
        IntStream.rangeClosed(1, 20).mapToObj(i -> "d-" + i).toList());
  }

  /** An operation's id names the device and how many ends it is over with. */
  private void answer(HttpExchange exchange) throws IOException {
    List<String> path = List.of(exchange.getRequestURI().getPath().split("/"));
    exchange.getRequestBody().readAllBytes();
    String deviceId = path.get(4);
    if (exchange.getRequestMethod().equals("POST")) {
      int count = number.incrementAndGet();
      String id = deviceId + "_" + (ends(deviceId) + 1) + "_" + count;
      if (!isEndedByOthers && (count > doubts || count % 2 == 0)) {
        dispatcher.deploy(deviceId);
      }
      exchange.getResponseHeaders().set("Location", "http://h/operations/" + id);
      exchange.sendResponseHeaders(count > doubts ? 202 : 503, -1);
    } else {
      boolean isOver = ends(deviceId) >= Integer.parseInt(path.get(6).split("_")[1]);
      String status = isEndedByOthers ? "failed" : isOver ? "successful" : "inProgress";
      byte[] body = ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private long ends(String deviceId) {
    return dispatcher.said(deviceId).stream().filter(word -> word.contains("closed")).count();
  }
}
