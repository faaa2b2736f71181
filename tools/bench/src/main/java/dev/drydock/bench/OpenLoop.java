package dev.drydock.bench;

import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpPool;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls when a schedule says, whether or not earlier ones are answered. A call that finds no
 * connection, or is not there yet, waits, and its latency counts on. For one run; not thread-safe.
 */
final class OpenLoop {

  /** The selector waits for whole milliseconds: calls are up to this much late. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long LONGEST_WAIT_MS = 10;
  private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpPool http;
  private final Source source;
  private final LoadPlan plan;
  private final ArrivalSchedule schedule;
  private final long warm;
  private final long all;
  private final AnswerTally answers;
  private final Set<Sent> unanswered = new HashSet<>();

  /** The number of the arrival that comes next. */
  private long next;

  /** Begins at once: the schedule stands from now on. */
  OpenLoop(HttpPool http, Source source, LoadPlan plan) {
    this.http = http;
    this.source = source;
    this.plan = plan;
    schedule = new ArrivalSchedule(System.nanoTime() + TICK_NANOS, plan.rate());
    warm = schedule.countWithin(plan.warmup());
    all = schedule.countWithin(plan.warmup().plus(plan.measured()));
    answers = new AnswerTally(schedule.intendedNanos(warm), schedule.intendedNanos(all));
  }

  /** Returns what comes of the calls; complete when the run is. */
  AnswerTally answers() {
    return answers;
  }

  /**
   * Runs to the end of the plan's grace, or until nothing is waited for.
   *
   * @param window is told when the measured time begins and ends; must not block
   * @param stopped asked at least every 10 ms; may throw
   */
  void run(Window window, BooleanSupplier stopped) {
    send(warm, stopped);
    // What a cold system left waiting is not made up for in the measured time.
    next = warm;
    window.begins();
    send(all, stopped);
    window.ends();
    catchUp(stopped);
    long end = System.nanoTime();
    for (; next < all; next++) {
      answers.notSent(schedule.intendedNanos(next), end);
    }
    drain(stopped);
    List.copyOf(unanswered)
        .forEach(sent -> sent.failed(new TimeoutException("no answer within the grace")));
  }

  /** Sends until the arrival with the number {@code until} is due. */
  private void send(long until, BooleanSupplier stopped) {
    long end = schedule.intendedNanos(until);
    while (System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      sendDue(until);
      turn(millisUntil(schedule.intendedNanos(next)));
    }
  }

  /** Sends what is due and had to wait, for a little while. */
  private void catchUp(BooleanSupplier stopped) {
    long end = System.nanoTime() + CATCH_UP_NANOS;
    while (next < all && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
      sendDue(all);
      turn(1);
    }
  }

  private void sendDue(long until) {
    long now = System.nanoTime();
    while (next < until && schedule.intendedNanos(next) - now <= 0 && http.isFree()) {
      long intended = schedule.intendedNanos(next);
      HttpCall call = source.next(intended);
      if (call == null) {
        return;
      }
      next++;
      var sent = new Sent(call, intended);
      unanswered.add(sent);
      http.send(sent);
    }
  }

  private void turn(long mostMillis) {
    http.turn(mostMillis);
    source.turned();
  }

  private void drain(BooleanSupplier stopped) {
    long end = System.nanoTime() + plan.grace().toNanos();
    while (!(source.isAtRest() && unanswered.isEmpty())
        && System.nanoTime() - end < 0
        && !stopped.getAsBoolean()) {
      turn(LONGEST_WAIT_MS);
    }
  }

  private static long millisUntil(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime() + TICK_NANOS - 1);
    return Math.max(1, Math.min(LONGEST_WAIT_MS, millis));
  }

  /** What is sent. */
  interface Source {

    /**
     * Returns the next call; null when there is none now, and its arrival has to wait.
     *
     * @param intendedNanos when it is meant to be sent
     */
    @Nullable HttpCall next(long intendedNanos);

    /** Is called often, after answers were handed out. */
    default void turned() {}

    /** Tells whether nothing is waited for but answers. */
    default boolean isAtRest() {
      return true;
    }
  }

  /** Is told when the measured time of a run begins and ends. */
  interface Window {

    void begins();

    void ends();
  }

  /** A call on its way. Its answer counts unless the run is over. */
  private final class Sent implements HttpCall {

    private final HttpCall call;
    private final long intendedNanos;

    private Sent(HttpCall call, long intendedNanos) {
      this.call = call;
      this.intendedNanos = intendedNanos;
    }

    @Override
    public byte[] request() {
      return call.request();
    }

    @Override
    public boolean wantsBody() {
      return call.wantsBody();
    }

    @Override
    public void answered(HttpAnswer answer) {
      if (unanswered.remove(this)) {
        answers.answered(intendedNanos, answer.status(), System.nanoTime());
        call.answered(answer);
      }
    }

    @Override
    public void failed(Exception cause) {
      if (unanswered.remove(this)) {
        answers.notAnswered(intendedNanos, System.nanoTime());
        call.failed(cause);
      }
    }
  }
}
