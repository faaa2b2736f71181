package dev.drydock.cli.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An open-loop load: requests are sent when the schedule says, whether or not earlier ones are
 * answered, each to the device that has been idle for longest. A request that finds no connection
 * or no idle device waits, and its latency counts on.
 *
 * <p>One thread sends, receives and keeps the books; only the queue of final states is filled by
 * another.
 */
final class LoadGenerator {

  /** The selector waits for whole milliseconds: requests are up to this much late. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long LONGEST_WAIT_MS = 10;
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int ACCEPTED = 202;
  private static final int FIRST_SERVER_ERROR = 500;

  private final HttpLoop http;
  private final GraphRequests requests;
  private final Queue<FinalStatus> finals;
  private final Deque<String> idle = new ArrayDeque<>();

  /** What became of their requests is not known; by the next run they are idle, or answer 409. */
  private final List<String> doubtful = new ArrayList<>();

  private final Set<Flight> unanswered = new HashSet<>();
  private final Map<String, Flight> accepted = new LinkedHashMap<>();
  private final RecentFinals unclaimed = new RecentFinals();
  private RunTally tally = new RunTally(0, 0);

  LoadGenerator(
      HttpLoop http,
      GraphRequests requests,
      Collection<String> devices,
      Queue<FinalStatus> finals) {
    this.http = http;
    this.requests = requests;
    this.finals = finals;
    idle.addAll(devices);
  }

  /**
   * Runs one plan to the end of its grace, or until all its operations are final.
   *
   * @param window is told when the measured time begins and ends; must not block
   * @param stopped asked at least every 10 ms; may throw
   */
  RunTally.Outcome run(LoadPlan plan, Window window, BooleanSupplier stopped) {
    var schedule = new ArrivalSchedule(System.nanoTime() + TICK_NANOS, plan.rate());
    long warm = schedule.countWithin(plan.warmup());
    long all = schedule.countWithin(plan.warmup().plus(plan.measured()));
    tally = new RunTally(schedule.intendedNanos(warm), schedule.intendedNanos(all));
    idle.addAll(doubtful);
    doubtful.clear();
    send(schedule, 0, warm, stopped);
    // What a cold system left waiting is not made up for in the measured time.
    window.begins();
    long next = send(schedule, warm, all, stopped);
    window.ends();
    next = catchUp(schedule, next, all, stopped);
    long end = System.nanoTime();
    for (; next < all; next++) {
      tally.notSent(schedule.intendedNanos(next), end);
    }
    drain(plan.grace(), stopped);
    writeOff();
    return tally.outcome();
  }

  /**
   * Sends until the arrival with the number {@code until} is due; returns the next one's number.
   */
  private long send(ArrivalSchedule schedule, long from, long until, BooleanSupplier stopped) {
    long next = from;
    long end = schedule.intendedNanos(until);
    while (System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      next = sendDue(schedule, next, until);
      turn(millisUntil(schedule.intendedNanos(next)));
    }
    return next;
  }

  /** Sends what is due and had to wait, for a little while. */
  private long catchUp(ArrivalSchedule schedule, long from, long until, BooleanSupplier stopped) {
    long next = from;
    long end = System.nanoTime() + CATCH_UP_NANOS;
    while (next < until && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      next = sendDue(schedule, next, until);
      turn(1);
    }
    return next;
  }

  private long sendDue(ArrivalSchedule schedule, long from, long until) {
    long next = from;
    long now = System.nanoTime();
    while (next < until
        && schedule.intendedNanos(next) - now <= 0
        && http.isFree()
        && !idle.isEmpty()) {
      post(schedule.intendedNanos(next++));
    }
    return next;
  }

  private void turn(long mostMillis) {
    http.turn(mostMillis);
    takeFinals();
  }

  private void drain(Duration grace, BooleanSupplier stopped) {
    long end = System.nanoTime() + grace.toNanos();
    while (!(accepted.isEmpty() && unanswered.isEmpty())
        && System.nanoTime() - end < 0
        && !stopped.getAsBoolean()) {
      turn(LONGEST_WAIT_MS);
    }
  }

  private void writeOff() {
    long now = System.nanoTime();
    for (Flight flight : unanswered) {
      tally.notAnswered(flight.intendedNanos, now);
      doubtful.add(flight.deviceId);
    }
    unanswered.clear();
    for (Flight flight : accepted.values()) {
      tally.neverEnded(flight.intendedNanos);
      doubtful.add(flight.deviceId);
    }
    accepted.clear();
  }

  private void post(long intendedNanos) {
    var flight = new Flight(idle.remove(), intendedNanos);
    unanswered.add(flight);
    http.send(flight);
  }

  private void takeFinals() {
    for (FinalStatus end = finals.poll(); end != null; end = finals.poll()) {
      Flight flight = accepted.remove(end.operationId());
      if (flight == null) {
        unclaimed.add(end);
      } else {
        ended(flight, end);
      }
    }
  }

  private void ended(Flight flight, FinalStatus end) {
    tally.ended(flight.intendedNanos, end);
    idle.add(flight.deviceId);
  }

  private static long millisUntil(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime() + TICK_NANOS - 1);
    return Math.max(1, Math.min(LONGEST_WAIT_MS, millis));
  }

  /** Is told when the measured time of a run begins and ends. */
  interface Window {

    void begins();

    void ends();
  }

  /** One operation, from the time its request was meant to be sent. */
  private final class Flight implements HttpCall {

    private final String deviceId;
    private final long intendedNanos;

    private Flight(String deviceId, long intendedNanos) {
      this.deviceId = deviceId;
      this.intendedNanos = intendedNanos;
    }

    @Override
    public byte[] request() {
      return requests.updateSoftware(deviceId);
    }

    @Override
    public void answered(HttpAnswer answer) {
      if (!unanswered.remove(this)) {
        // written off with an earlier run
        return;
      }
      tally.answered(intendedNanos, answer.status(), System.nanoTime());
      String operationId = answer.locatedId();
      if (answer.status() == ACCEPTED && operationId != null) {
        await(operationId);
      } else if (answer.status() < FIRST_SERVER_ERROR) {
        // refused before anything came of it
        idle.add(deviceId);
      } else {
        doubtful.add(deviceId);
      }
    }

    @Override
    public void failed(Exception cause) {
      if (unanswered.remove(this)) {
        tally.notAnswered(intendedNanos, System.nanoTime());
        doubtful.add(deviceId);
      }
    }

    private void await(String operationId) {
      FinalStatus end = unclaimed.remove(operationId);
      if (end == null) {
        accepted.put(operationId, this);
      } else {
        ended(this, end);
      }
    }
  }

  /** The latest final states that were seen before their 202, or belong to somebody else. */
  private static final class RecentFinals {

    private static final int MOST = 10_000;

    private final Map<String, FinalStatus> byOperation = new LinkedHashMap<>();

    private void add(FinalStatus end) {
      byOperation.put(end.operationId(), end);
      if (byOperation.size() > MOST) {
        var oldest = byOperation.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }

    private @Nullable FinalStatus remove(String operationId) {
      return byOperation.remove(operationId);
    }
  }
}
