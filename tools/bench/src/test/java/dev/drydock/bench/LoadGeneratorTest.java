package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.http.HttpLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

  private static final int CONNECTIONS = 4;
  private static final LoadPlan PLAN =
      new LoadPlan(200, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(1));

  private final Queue<FinalStatus> finals = new ConcurrentLinkedQueue<>();

  @Test
  void shouldCompleteEverythingWhenGatewayAndDevicesAreQuick() throws IOException {
    // when
    RunTally.Outcome outcome = run((number, id) -> accept(id), 1_000);

    // then
    assertThat(outcome.requests()).isEqualTo(400);
    assertThat(outcome.accepted()).isEqualTo(400);
    assertThat(outcome.successLatency().count()).isEqualTo(400);
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.errors()).isEmpty();
  }

  @Test
  void shouldCountAllThatHadToWaitWhenGatewayStalls() throws IOException {
    // given: for one second nothing is answered, and only the connections' few requests are there
    var stallEnds = new AtomicLong();
    Gateway.Behaviour stalling =
        (number, id) -> {
          if (number == 100) {
            stallEnds.set(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
          }
          if (number >= 100) {
            parkUntil(stallEnds.get());
          }
          return accept(id);
        };

    // when
    RunTally.Outcome outcome = run(stalling, 1_000);

    // then: who measured from the actual sending would see four slow requests of four hundred
    assertThat(outcome.answerLatency().count()).isEqualTo(400);
    assertThat(outcome.answerLatency().maxMs()).isGreaterThan(950);
    assertThat(outcome.answerLatency().p99Ms()).isGreaterThan(800);
    assertThat(outcome.successLatency().p99Ms()).isGreaterThan(800);
  }

  @Test
  void shouldLeaveDevicesAloneWhenTheyAreBusy() throws IOException {
    // given: no operation ever becomes final
    try (var gateway = new Gateway((number, id) -> 202);
        var http = new HttpLoop()) {
      var load =
          new LoadGenerator(
              http.pool(gateway.address(), CONNECTIONS), gateway.requests(), devices(50), finals);

      // when
      RunTally.Outcome outcome = load.run(PLAN, new Unwatched(), () -> false);

      // then
      assertThat(gateway.paths()).hasSize(50);
      assertThat(new HashSet<>(gateway.paths())).hasSize(50);
      assertThat(outcome.accepted()).isEqualTo(50);
      assertThat(outcome.lost()).isEqualTo(50);
      assertThat(outcome.errors()).isEqualTo(Map.of("not sent", 350L));
      assertThat(outcome.answerLatency().count()).isEqualTo(400);
    }
  }

  @Test
  void shouldMatchFinalStateWhenItIsSeenBeforeTheAnswer() throws IOException {
    // given
    Gateway.Behaviour early =
        (number, id) -> {
          int status = accept(id);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
          return status;
        };

    // when
    RunTally.Outcome outcome = run(early, 1_000);

    // then
    assertThat(outcome.successLatency().count()).isEqualTo(400);
    assertThat(outcome.lost()).isZero();
  }

  @Test
  void shouldGoOnWhenRequestsAreRefused() throws IOException {
    // when: devices that were refused are idle again, those of a 503 are not
    RunTally.Outcome outcome =
        run((number, id) -> number % 4 == 0 ? 409 : number % 4 == 1 ? 503 : accept(id), 1_000);

    // then
    assertThat(outcome.requests()).isEqualTo(400);
    assertThat(outcome.conflicts()).isEqualTo(100);
    assertThat(outcome.errors()).isEqualTo(Map.of("503", 100L));
    assertThat(outcome.accepted()).isEqualTo(200);
  }

  @Test
  void shouldUseAllDevicesAgainWhenALaterRunBegins() throws IOException {
    // given: nothing becomes of the first run's requests, one way or another
    var plan = new LoadPlan(200, Duration.ZERO, Duration.ofMillis(150), Duration.ofMillis(100));
    Gateway.Behaviour poor = (number, id) -> number > 30 ? accept(id) : number % 2 == 0 ? 503 : 202;
    try (var gateway = new Gateway(poor);
        var http = new HttpLoop()) {
      var load =
          new LoadGenerator(
              http.pool(gateway.address(), CONNECTIONS), gateway.requests(), devices(30), finals);
      RunTally.Outcome first = load.run(plan, new Unwatched(), () -> false);

      // when
      RunTally.Outcome second = load.run(plan, new Unwatched(), () -> false);

      // then
      assertThat(first.accepted()).isEqualTo(15);
      assertThat(first.errors()).isEqualTo(Map.of("503", 15L));
      assertThat(second.accepted()).isEqualTo(30);
      assertThat(second.errors()).isEmpty();
    }
  }

  @Test
  void shouldReadWhatTheLatestRunEndedWhenReadsFollow() throws IOException {
    // given: one connection, so that the gateway's numbers are the requests' order
    var plan = new LoadPlan(100, Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(5));
    try (var gateway = new Gateway((number, id) -> number > 40 ? 200 : accept(id));
        var http = new HttpLoop()) {
      var load =
          new LoadGenerator(
              http.pool(gateway.address(), 1), gateway.requests(), devices(30), finals);
      load.run(plan, new Unwatched(), () -> false);
      load.run(plan, new Unwatched(), () -> false);

      // when
      ReadLoad.Outcome outcome = load.reads().run(plan, new Unwatched(), () -> false);

      // then
      List<String> paths = List.copyOf(gateway.paths());
      assertThat(outcome.found()).isEqualTo(20);
      assertThat(paths.subList(40, 60))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(21, 40).mapToObj(n -> read(paths.get(n - 1), n)).toList());
    }
  }

  @Test
  void shouldCountNoAnswerWhenNothingListens() throws IOException {
    // given
    var gateway = new Gateway((number, id) -> 202);
    gateway.close();
    try (var http = new HttpLoop()) {
      var load =
          new LoadGenerator(
              http.pool(gateway.address(), CONNECTIONS),
              gateway.requests(),
              devices(1_000),
              finals);

      // when
      RunTally.Outcome outcome = load.run(PLAN, new Unwatched(), () -> false);

      // then
      assertThat(outcome.errors()).isEqualTo(Map.of("no answer", 400L));
    }
  }

  private RunTally.Outcome run(Gateway.Behaviour behaviour, int deviceCount) throws IOException {
    try (var gateway = new Gateway(behaviour);
        var http = new HttpLoop()) {
      var load =
          new LoadGenerator(
              http.pool(gateway.address(), CONNECTIONS),
              gateway.requests(),
              devices(deviceCount),
              finals);
      return load.run(PLAN, new Unwatched(), () -> false);
    }
  }

  private int accept(String operationId) {
    finals.add(new FinalStatus(operationId, "successful", System.nanoTime()));
    return 202;
  }

  private static String read(String post, int number) {
    return post.replace("POST ", "GET ").replace("updateSoftware", "operations/o" + number);
  }

  private static List<String> devices(int count) {
    return IntStream.range(0, count).mapToObj(i -> "device " + i).toList();
  }

  private static void parkUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
