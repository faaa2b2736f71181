package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks for updates of a fleet in a steady rhythm, whether or not earlier answers are there. */
final class SteadyCaller {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final List<GraphClient> applications;
  private final Fleet fleet;
  private final Duration rhythm;
  private int turns;

  /**
   * Makes a caller.
   *
   * @param applications who asks, in turn: where the machine stalls, requests that are due come all
   *     at once, which a single application's limit might not let pass
   * @param rhythm the time from one request to the next
   */
  SteadyCaller(List<GraphClient> applications, Fleet fleet, Duration rhythm) {
    this.applications = applications;
    this.fleet = fleet;
    this.rhythm = rhythm;
  }

  /**
   * What became of some requests.
   *
   * @param waits from when each request was due until its answer was there, shortest first
   * @param statuses the answers' statuses
   */
  record Outcome(List<Duration> waits, List<Integer> statuses) {

    /** Returns the wait that 99 of 100 requests do not exceed. */
    Duration p99() {
      return waits.get((int) Math.ceil(waits.size() * 0.99) - 1);
    }
  }

  /** Asks so many times, and returns when all is answered. */
  Outcome ask(int count) {
    Queue<Duration> waits = new ConcurrentLinkedQueue<>();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = rhythm.multipliedBy(i).toNanos();
      String deviceId = fleet.devices().get(turns % fleet.devices().size()).id();
      GraphClient caller = applications.get(turns % applications.size());
      turns++;
      clock.schedule(
          () ->
              caller
                  .updateSoftwareLater(deviceId, Release.TEAMS)
                  .thenAccept(
                      answer -> {
                        waits.add(Duration.ofNanos(System.nanoTime() - start - due));
                        statuses.add(answer.status());
                      }),
          due,
          TimeUnit.NANOSECONDS);
    }
    clock.shutdown();
    await(count + " answers").atMost(TIMEOUT).until(() -> statuses.size() == count);
    List<Duration> sorted = new ArrayList<>(waits);
    Collections.sort(sorted);
    return new Outcome(sorted, List.copyOf(statuses));
  }
}
