package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.local.DeviceTokens;
import dev.drydock.testkit.DdiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real HTTP, to a server that speaks DDI. */
class DdiFleetTest {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private Path secret;
  private DdiServer server;

  @BeforeEach
  void listen() throws IOException {
    secret = Files.writeString(directory.resolve("secret"), "s".repeat(32));
    server = new DdiServer("t1", secret, "00:00:01");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldInstallAndSayWhatItIsWhenAsked() {
    // given
    server.deploy("d-1");

    // when
    DdiCounts counts = play(flawless(), 1, () -> server.said("d-1").size() == 3);

    // then
    assertThat(server.said("d-1"))
        .containsExactly("1 proceeding none 1/2", "1 proceeding none 2/2", "1 closed success");
    assertThat(server.attributes("d-1"))
        .containsEntry("serialNo", "S-1")
        .containsEntry("model", "simulated");
    assertThat(server.calls()).containsOnlyOnce("PUT configData", "GET deploymentBase/1");
    assertThat(counts.fetches()).isEqualTo(1);
    assertThat(counts.feedbacks()).isEqualTo(3);
    assertThat(counts.open()).isZero();
    assertThat(counts.errors()).isEmpty();
  }

  @Test
  void shouldPollAsItIsToldWhenNoIntervalIsGiven() throws Exception {
    // given: two devices, of which the second waits until the interval is known
    try (var fleet = fleet(flawless(), 2, null, server)) {
      var player = new Player(fleet);

      // when
      await("both have polled twice")
          .atMost(LIMIT)
          .until(() -> server.calls().stream().filter("GET"::equals).count() >= 4);
      player.stop();
    }

    // then
    assertThat(server.attributes("d-2")).isNotEmpty();
  }

  @Test
  void shouldSpreadOverTheUsualIntervalWhenFirstDeviceIsNew() throws IOException {
    // given: the first device is told to come soon, for it is asked what it is
    try (var slow = new DdiServer("t1", secret, "01:00:00");
        var fleet = fleet(flawless(), 2, null, slow)) {
      slow.sleepWhileBusy("00:00:01");
      var player = new Player(fleet);

      // when
      await("the first has polled again")
          .atMost(LIMIT)
          .until(() -> slow.calls().stream().filter("GET"::equals).count() >= 2);
      player.stop();

      // then
      assertThat(slow.attributes("d-1")).isNotEmpty();
      assertThat(slow.attributes("d-2")).isEmpty();
    }
  }

  @Test
  void shouldNotWaitForTheFirstDeviceWhenItsDispatcherIsDead() throws IOException {
    // given: of two dispatchers the first device's is dead; so many devices come within 5 minutes
    int count = 3_000;
    DdiServer dead = new DdiServer("t1", secret, "00:00:01");
    dead.close();
    try (var fleet =
        new DdiFleet(
            new Dispatchers(
                List.of(server.address(), dead.address()), 8, DeviceTokens.of(secret), "t1"),
            new DdiScript(flawless(), "t1", "d-"),
            count,
            null)) {
      var player = new Player(fleet);

      // when
      await("another device has come")
          .atMost(LIMIT)
          .until(() -> fleet.counts().descriptions() >= 1);
      player.stop();

      // then
      assertThat(fleet.counts().polls()).isPositive();
    }
  }

  @Test
  void shouldSayTheEndUntilItIsHeardWhenDispatcherIsBusy() {
    // given
    var refusals = new AtomicInteger();
    server.deploy("d-1");
    server.refuse(
        (call, body) -> body.contains("closed") && refusals.incrementAndGet() <= 2 ? 503 : 0);

    // when
    DdiCounts counts = play(flawless(), 1, () -> server.said("d-1").contains("1 closed success"));

    // then: it has gone on polling meanwhile
    assertThat(counts.repetitions()).isEqualTo(2);
    assertThat(counts.errors()).containsOnlyKeys("feedback 503").containsEntry("feedback 503", 2L);
    assertThat(counts.polls()).isGreaterThan(10);
  }

  @Test
  void shouldHoldItsPeaceWhenDispatcherDoesNotWantToKnow() {
    // given
    server.deploy("d-1");
    server.refuse((call, body) -> call.contains("feedback") ? 410 : 0);

    // when
    DdiCounts counts =
        play(
            flawless(),
            1,
            () -> server.calls().stream().filter(c -> c.contains("feedback")).count() == 3);

    // then
    assertThat(counts.repetitions()).isZero();
    assertThat(counts.errors()).containsEntry("feedback 410", 3L);
    assertThat(counts.open()).isZero();
  }

  @Test
  void shouldStopWhenItIsToldTo() {
    // given: it would be at work for a long time
    var slow = Behaviour.flawless(Duration.ofHours(1));
    server.deploy("d-1");
    try (var fleet = fleet(slow, 1, POLL, server)) {
      var player = new Player(fleet);
      await("it is fetched").atMost(LIMIT).until(() -> fleet.counts().open() == 1);

      // when
      server.cancel("d-1");
      await("it is answered").atMost(LIMIT).until(() -> !server.said("d-1").isEmpty());
      player.stop();

      // then
      assertThat(server.said("d-1")).containsExactly("cancel 1 closed success");
      assertThat(fleet.counts().withdrawals().stopped()).isEqualTo(1);
      assertThat(fleet.counts().open()).isZero();
    }
  }

  @Test
  void shouldGoOnWhenItRefusesToStop() {
    // given
    var stubborn = new Behaviour(0, 1, 0, 0, 0, 0, Duration.ofMillis(300), 1, 0, false);
    server.deploy("d-1");
    try (var fleet = fleet(stubborn, 1, POLL, server)) {
      var player = new Player(fleet);
      await("it is fetched").atMost(LIMIT).until(() -> fleet.counts().open() == 1);

      // when
      server.cancel("d-1");
      await("it is installed")
          .atMost(LIMIT)
          .until(() -> server.said("d-1").contains("1 closed success"));
      player.stop();

      // then
      assertThat(server.said("d-1")).contains("cancel 1 rejected failure");
      assertThat(fleet.counts().withdrawals().refused()).isEqualTo(1);
    }
  }

  @Test
  void shouldSayAtOnceThatItHasStoppedWhenItHasNotBegun() {
    // given
    server.deploy("d-1");
    server.cancel("d-1");

    // when
    play(flawless(), 1, () -> !server.said("d-1").isEmpty());

    // then
    assertThat(server.said("d-1")).containsExactly("cancel 1 closed success");
  }

  @Test
  void shouldHearACancelOnceWhenItHasFallenSilent() {
    // given
    var silent = new Behaviour(0, 0, 0, 1, 0, 0, Duration.ZERO, 0, 0, false);
    server.deploy("d-1");
    try (var fleet = fleet(silent, 1, POLL, server)) {
      var player = new Player(fleet);
      await("it falls silent")
          .atMost(LIMIT)
          .until(() -> fleet.counts().fetches() == 1 && fleet.counts().open() == 0);

      // when
      server.cancel("d-1");
      await("it is told").atMost(LIMIT).until(() -> fleet.counts().withdrawals().late() == 1);
      long polls = fleet.counts().polls();
      await("it goes on polling").atMost(LIMIT).until(() -> fleet.counts().polls() > polls + 5);
      player.stop();

      // then
      assertThat(fleet.counts().withdrawals().all()).isEqualTo(1);
      assertThat(server.calls()).containsOnlyOnce("GET cancelAction/1");
    }
  }

  @Test
  void shouldDoTheSameAgainWhenSeedIsTheSame() throws IOException {
    // given
    var mixed = new Behaviour(7, 0.4, 0.3, 0.3, 0.3, 0.3, Duration.ZERO, 0, 1, false);
    var other = new Behaviour(8, 0.4, 0.3, 0.3, 0.3, 0.3, Duration.ZERO, 0, 1, false);

    // when
    List<List<String>> first = saidByAll(mixed);
    List<List<String>> second = saidByAll(mixed);
    List<List<String>> third = saidByAll(other);

    // then
    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
    assertThat(first.toString()).contains("closed failure", "closed success");
  }

  @Test
  void shouldSpreadDevicesWhenThereAreSeveralDispatchers() throws IOException {
    // given
    try (var second = new DdiServer("t1", secret, "00:00:01");
        var fleet =
            new DdiFleet(
                new Dispatchers(
                    List.of(server.address(), second.address()), 8, DeviceTokens.of(secret), "t1"),
                new DdiScript(flawless(), "t1", "d-"),
                4,
                POLL)) {
      var player = new Player(fleet);

      // when
      await("all have said what they are")
          .atMost(LIMIT)
          .until(() -> fleet.counts().descriptions() == 4);
      player.stop();

      // then
      assertThat(List.of(server.attributes("d-2"), server.attributes("d-4")))
          .noneMatch(Map::isEmpty);
      assertThat(List.of(second.attributes("d-1"), second.attributes("d-3")))
          .noneMatch(Map::isEmpty);
      assertThat(server.attributes("d-1")).isEmpty();
    }
  }

  @Test
  void shouldCountWhatIsRefusedWhenTokenIsWrong() throws IOException {
    // given
    Path wrong = Files.writeString(directory.resolve("wrong"), "w".repeat(32));
    secret = wrong;

    // when
    DdiCounts counts = play(flawless(), 1, () -> server.calls().size() >= 3);

    // then
    assertThat(counts.polls()).isZero();
    assertThat(counts.errors()).containsOnlyKeys("poll 401");
  }

  private List<List<String>> saidByAll(Behaviour behaviour) throws IOException {
    int count = 30;
    Path file = directory.resolve("secret");
    try (var fresh = new DdiServer("t1", file, "00:00:01");
        var fleet = fleet(behaviour, count, POLL, fresh)) {
      IntStream.rangeClosed(1, count).forEach(i -> fresh.deploy("d-" + i));
      var player = new Player(fleet);
      await("all have said what they had to say")
          .atMost(LIMIT)
          .until(() -> fleet.counts().fetches() == count && fleet.counts().open() == 0);
      player.stop();
      return IntStream.rangeClosed(1, count)
          .mapToObj(i -> List.copyOf(fresh.said("d-" + i)))
          .toList();
    }
  }

  private DdiCounts play(Behaviour behaviour, int count, Callable<Boolean> until) {
    try (var fleet = fleet(behaviour, count, POLL, server)) {
      var player = new Player(fleet);
      await("the devices have done it").atMost(LIMIT).until(until);
      player.stop();
      return fleet.counts();
    }
  }

  private DdiFleet fleet(Behaviour behaviour, int count, Duration poll, DdiServer to) {
    return new DdiFleet(
        new Dispatchers(List.of(to.address()), 8, DeviceTokens.of(secret), "t1"),
        new DdiScript(behaviour, "t1", "d-"),
        count,
        poll);
  }

  private static Behaviour flawless() {
    return Behaviour.flawless(Duration.ZERO);
  }

  /** Plays a fleet on a thread of its own. */
  private static final class Player {

    private final Thread thread;
    private volatile boolean isStopped;

    private Player(DdiFleet fleet) {
      thread = new Thread(() -> fleet.run(() -> isStopped));
      thread.start();
    }

    private void stop() {
      isStopped = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
