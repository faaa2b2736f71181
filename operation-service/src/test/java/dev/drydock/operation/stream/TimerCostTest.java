package dev.drydock.operation.stream;

import static dev.drydock.operation.stream.Messages.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.operation.core.Actor;
import dev.drydock.operation.core.Deadlines;
import dev.drydock.operation.core.Device;
import dev.drydock.operation.core.Operation;
import dev.drydock.operation.core.OperationEvent;
import dev.drydock.operation.core.OperationRules;
import dev.drydock.operation.core.RequestedUpdate;
import dev.drydock.operation.state.StoredOperation;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import dev.drydock.stream.ShardFactory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a look at the timers costs beside many that wait, in the real stores, with all that a
 * timeout writes and without its commit. Held to the thread's own time, for a clock measures what
 * else the machine does, too. Run with {@code -Dindex.waiting=1000000} for the figures of the docs.
 */
class TimerCostTest {

  private static final int WAITING = Integer.getInteger("index.waiting", 20_000);
  private static final int DUE_AT_ONCE = Math.min(10_000, WAITING / 4);
  private static final int REMOVED = WAITING / 4;
  private static final Duration TARGET = Duration.ofMillis(5);
  private static final Duration DELIVERY = Duration.ofHours(24);
  private static final Instant TOMORROW = NOON.plus(DELIVERY);
  private static final TimerSettings TIMERS =
      new TimerSettings(
          Duration.ofMillis(25),
          Duration.ofMillis(4),
          500,
          Duration.ofSeconds(60),
          Duration.ofDays(30),
          Duration.ofDays(30),
          Duration.ofMinutes(1),
          Duration.ZERO);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Long> ticks = new ArrayList<>();
  private final List<Long> onCpu = new ArrayList<>();
  private int looks;
  private int made;

  @Test
  void shouldCostLittleWhenManyWait(@TempDir Path directory) {
    try (OperationLog log = new OperationLog(directory, NOON, clock -> new Measured())) {
      // given
      load(log, DUE_AT_ONCE / 2, n -> NOON.plusSeconds(60));
      load(log, DUE_AT_ONCE, n -> NOON.plusSeconds(120));
      load(log, DUE_AT_ONCE, n -> NOON.plusSeconds(3_600));
      load(log, WAITING, n -> TOMORROW.plusMillis(n * 80L));
      fire(log, "to warm up", DUE_AT_ONCE / 2, NOON.plusSeconds(60));

      // when
      List<Long> idle = idle(log);
      List<Long> first = fire(log, "due at once", DUE_AT_ONCE, NOON.plusSeconds(120));
      remove(log);
      List<Long> idleAgain = idle(log);
      List<Long> second =
          fire(log, "due at once, many removed", DUE_AT_ONCE, NOON.plusSeconds(3_600));

      // then
      assertThat(List.of(median(idle), median(first), median(idleAgain), median(second)))
          .allSatisfy(ns -> assertThat(ns).isLessThanOrEqualTo(TARGET.toNanos()));
      restart(log);
    }
  }

  /** As {@link OperationShards}, but all its looks at the timers follow one another. */
  private final class Measured implements ShardFactory {

    private final OperationShards shards = new OperationShards(TIMERS, () -> NOON);

    @Override
    public Set<StoreBuilder<?>> stores() {
      return shards.stores();
    }

    @Override
    public Shard create(ShardContext context) {
      DeadlineIndex index = new DeadlineIndex(context.store(OperationShards.DEADLINES));
      Outages outages = new Outages(context.store(Outages.STORE), TIMERS.grace(), () -> NOON);
      Operations operations =
          new Operations(
              context.store(OperationShards.OPERATIONS), index, context, TIMERS, outages);
      EarlyAcks earlyAcks =
          new EarlyAcks(context.store(OperationShards.PARKED), index, TIMERS.parkGrace());
      Timers timers = new Timers(context, index, operations, earlyAcks, TIMERS, System::nanoTime);
      context.schedule(TIMERS.tickInterval(), now -> measure(timers, now));
      return inbound -> {
        throw new IllegalStateException("Expected no record, but there is " + inbound);
      };
    }

    private void measure(Timers timers, Instant now) {
      int handled = 1;
      for (int n = 0; n < looks || handled > 0; n++) {
        long beganOnCpu = THREADS.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        handled = timers.tick(now);
        ticks.add(System.nanoTime() - began);
        onCpu.add(THREADS.getCurrentThreadCpuTime() - beganOnCpu);
      }
    }
  }

  private void load(OperationLog log, int count, IntFunction<Instant> due) {
    KeyValueStore<String, StoredOperation> operations = log.store(OperationShards.OPERATIONS);
    KeyValueStore<Bytes, byte[]> deadlines = log.store(OperationShards.DEADLINES);
    for (int n = 0; n < count; n++) {
      Instant wakeAt = due.apply(n);
      Operation operation = operation(made++, wakeAt.minus(DELIVERY));
      operations.put(operation.id(), OperationStateCodec.state(operation, wakeAt));
      deadlines.put(entry(wakeAt, operation.id()).key(), new byte[0]);
      if (n % 10_000 == 0) {
        log.dropChangelogs();
      }
    }
    log.dropChangelogs();
  }

  /** As the deliveries of a quarter of the operations remove their first deadlines. */
  private void remove(OperationLog log) {
    KeyValueStore<Bytes, byte[]> deadlines = log.store(OperationShards.DEADLINES);
    int firstWaiting = made - WAITING;
    for (int n = 0; n < REMOVED; n++) {
      deadlines.delete(entry(TOMORROW.plusMillis(n * 80L), id(firstWaiting + n)).key());
    }
    log.dropChangelogs();
  }

  private List<Long> idle(OperationLog log) {
    looks = 1_000;
    List<Long> idle = ticks(log, TIMERS.tickInterval());
    looks = 0;
    print("nothing due", ticks, idle);
    return idle;
  }

  private List<Long> fire(OperationLog log, String what, int count, Instant at) {
    List<Long> busy = ticks(log, Duration.between(log.now(), at));
    print(what + " (" + count + ')', ticks, busy);
    assertThat(log.rawStatuses()).hasSize(count);
    log.dropChangelogs();
    return busy;
  }

  private List<Long> ticks(OperationLog log, Duration after) {
    ticks.clear();
    onCpu.clear();
    log.pass(after);
    return List.copyOf(onCpu);
  }

  /** A shard that opens on this store does not know where its entries begin. */
  private void restart(OperationLog log) {
    DeadlineIndex anew = new DeadlineIndex(log.store(OperationShards.DEADLINES));
    long began = System.nanoTime();
    assertThat(anew.takeDue(log.now(), 16)).isEmpty();
    List<Long> look = List.of(System.nanoTime() - began);
    print("the first look after a start", look, look);
  }

  private static void print(String what, List<Long> times, List<Long> onCpu) {
    System.out.printf(
        Locale.ROOT,
        "%,d waiting, %s: %d ticks, median %.3f ms, longest %.3f ms; on the CPU median %.3f ms,"
            + " 99 %% within %.3f ms, longest %.3f ms%n",
        WAITING,
        what,
        times.size(),
        median(times) / 1e6,
        Collections.max(times) / 1e6,
        median(onCpu) / 1e6,
        onCpu.stream().sorted().skip(onCpu.size() * 99L / 100).findFirst().orElseThrow() / 1e6,
        Collections.max(onCpu) / 1e6);
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private static Operation operation(int n, Instant admittedAt) {
    return OperationRules.evolve(
        null,
        new OperationEvent.OperationAdmitted(
            id(n),
            new Device("tenant", "device-" + n),
            new RequestedUpdate(
                "teamsClient",
                "1.0.96.22",
                "forced",
                new Deadlines(
                    DELIVERY, Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(10)),
                admittedAt,
                new Actor("app", "App", "user", "User", null)),
            admittedAt));
  }

  private static String id(int n) {
    return new UUID(0x019ab000_0000_7000L, 0x8000_0000_0000_0000L | n).toString();
  }

  private static DeadlineIndex.Entry entry(Instant due, String id) {
    return new DeadlineIndex.Entry(due, DeadlineIndex.Subject.OPERATION, id);
  }
}
