package dev.drydock.simulator;

import dev.drydock.kit.ddi.DdiPoll;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A simulated fleet that speaks DDI: each device asks now and then what there is to do, and does
 * it. What it does follows from its {@link DdiScript}; when, from the polling interval.
 *
 * <p>One thread, whatever the number of devices, and a few connections that all of them share.
 */
final class DdiFleet implements AutoCloseable {

  private static final long LONGEST_WAIT_MS = 100;
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How soon the first device asks again while the interval is not known. */
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(1);

  /** What is taken when the first device does not learn it: a dispatcher's default. */
  private static final Duration USUAL_INTERVAL = Duration.ofMinutes(5);

  /** So often the first device asks in vain, told nothing at all or not the interval. */
  private static final int MOST_FAILURES = 3;

  private static final int MOST_FIRST_VISITS = 10;

  /** How long answers are waited for at the end. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

  private final Dispatchers dispatchers;
  private final DdiScript script;
  private final int count;
  private final @Nullable Duration fixedInterval;
  private final DdiTally tally = new DdiTally();
  private final PriorityQueue<Due> timers =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
  private @Nullable Duration interval;
  private int firstVisits;
  private int failures;
  private long open;
  private int onTheirWay;
  private boolean isEnding;
  private Duration timePolled = Duration.ZERO;
  private long housekeepingNanos = System.nanoTime();

  /**
   * Makes a fleet that does nothing yet. It closes its connections when it is closed.
   *
   * @param count how many devices there are, numbered from 1
   * @param fixedInterval how often each of them asks; null for as often as it is told to
   */
  DdiFleet(Dispatchers dispatchers, DdiScript script, int count, @Nullable Duration fixedInterval) {
    this.dispatchers = dispatchers;
    this.script = script;
    this.count = count;
    this.fixedInterval = fixedInterval;
  }

  /**
   * Plays the devices in the calling thread. What devices have still to say at the end is left
   * unsaid.
   *
   * @param stopped asked at least every 100 ms
   */
  void run(BooleanSupplier stopped) {
    long start = System.nanoTime();
    visitAt(new DdiDevice(1), start);
    if (fixedInterval != null) {
      learn(fixedInterval);
    }
    while (!stopped.getAsBoolean()) {
      long now = System.nanoTime();
      startDue(now);
      dispatchers.turn(millisToNext(now));
      keepHouse(now);
    }
    isEnding = true;
    long ending = System.nanoTime();
    timePolled = Duration.ofNanos(ending - start);
    long end = ending + LAST_ANSWERS.toNanos();
    while (onTheirWay > 0 && System.nanoTime() - end < 0) {
      dispatchers.turn(LONGEST_WAIT_MS);
    }
    tally.publish(open);
  }

  /** Returns what was done so far. Thread-safe. */
  DdiCounts counts() {
    return tally.snapshot();
  }

  /**
   * Returns for how long the devices polled, once they have ended; the wait for their last answers
   * is not of it. For the thread that played them.
   */
  Duration timePolled() {
    return timePolled;
  }

  @Override
  public void close() {
    dispatchers.close();
  }

  Dispatchers dispatchers() {
    return dispatchers;
  }

  DdiScript script() {
    return script;
  }

  DdiTally tally() {
    return tally;
  }

  /** Tells whether devices are to begin nothing any more. */
  boolean isEnding() {
    return isEnding;
  }

  /**
   * Counts the deployments of which devices have more to say.
   *
   * @param wasOpen whether the device's was, before something happened to it
   */
  void opened(boolean wasOpen, DdiDevice device) {
    open += (device.isOpen() ? 1 : 0) - (wasOpen ? 1 : 0);
  }

  /**
   * A device has asked; it asks again after a while.
   *
   * @param startNanos when it meant to ask
   * @param told what it was told; null when that was nothing
   */
  void visited(DdiDevice device, long startNanos, @Nullable DdiPoll told) {
    onTheirWay--;
    if (interval == null) {
      learnFrom(told);
    }
    Duration usual = interval == null ? UNTIL_KNOWN : interval;
    boolean isToldWhen = told != null && fixedInterval == null && interval != null;
    Duration wait = isToldWhen ? told.sleep() : usual;
    // a steady rhythm, as long as the answers keep up with it
    long next = startNanos + wait.toNanos();
    long now = System.nanoTime();
    visitAt(device, next - now > 0 ? next : now + wait.toNanos());
  }

  /** Lets a device speak when its next word is due. */
  void wake(DdiDevice device) {
    long now = System.nanoTime();
    DdiWord next = device.isSpeaking() ? null : nextWord(device, now);
    if (next != null) {
      wakeAt(device, next.atNanos());
    }
  }

  /** Lets a device speak at a time. */
  void wakeAt(DdiDevice device, long nanos) {
    device.wakeAt(nanos);
    timers.add(new Due(nanos, device, false));
  }

  /** A device's word was heard or not. */
  void spoken() {
    onTheirWay--;
  }

  private @Nullable DdiWord nextWord(DdiDevice device, long now) {
    return device.next(script, now);
  }

  /**
   * The interval is known from the first answer that has nothing for the device: one that has is
   * told to come sooner. When that does not come the others do not wait for it.
   */
  private void learnFrom(@Nullable DdiPoll told) {
    firstVisits++;
    failures += told == null ? 1 : 0;
    if (told != null && told.isIdle()) {
      learn(told.sleep());
    } else if (failures == MOST_FAILURES || firstVisits == MOST_FIRST_VISITS) {
      learn(USUAL_INTERVAL);
    }
  }

  /** Spreads the devices' first visits, but for that of the first device, over the interval. */
  private void learn(Duration known) {
    interval = known;
    long start = System.nanoTime();
    for (int i = 1; i < count; i++) {
      visitAt(new DdiDevice(i + 1), start + known.toNanos() / count * i);
    }
  }

  private void visitAt(DdiDevice device, long nanos) {
    timers.add(new Due(nanos, device, true));
  }

  private void startDue(long now) {
    for (Due due = timers.peek(); due != null && due.atNanos - now <= 0; due = timers.peek()) {
      timers.remove();
      if (due.isVisit) {
        onTheirWay++;
        new DdiVisit(this, due.device, due.atNanos).start();
      } else if (due.device.isWokenAt(due.atNanos)) {
        speak(due.device, now);
      }
    }
  }

  private void speak(DdiDevice device, long now) {
    DdiWord word = nextWord(device, now);
    if (word != null) {
      onTheirWay++;
      new DdiSaying(this, device, word).start();
    }
  }

  private long millisToNext(long now) {
    Due next = timers.peek();
    long millis =
        next == null ? LONGEST_WAIT_MS : TimeUnit.NANOSECONDS.toMillis(next.atNanos - now);
    return Math.max(1, Math.min(LONGEST_WAIT_MS, millis));
  }

  private void keepHouse(long now) {
    if (now - housekeepingNanos >= PUBLISH_NANOS) {
      housekeepingNanos = now;
      tally.publish(open);
    }
  }

  /** Something that a device does at a time: it asks what there is to do, or it speaks. */
  private record Due(long atNanos, DdiDevice device, boolean isVisit) {}
}
