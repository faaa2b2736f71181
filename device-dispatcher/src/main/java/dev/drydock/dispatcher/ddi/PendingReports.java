package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Devices' reports that are not durable yet. Each is tried until it has a lasting answer, is too
 * old, or has to make room; a device's one after the other, in the order in which they were
 * received. Thread-safe; no thread waits.
 */
final class PendingReports {

  /** What a report is answered that is kept, and may be sent again. */
  static final Answer NOT_WRITTEN = Answer.tooMany("The report is not written yet. Send it again.");

  /** What a report takes besides its body, about. */
  private static final int OVERHEAD_BYTES = 512;

  /** More would keep the timer from its other work. */
  private static final int MOST_AT_ONCE = 200;

  private final Kind kind;
  private final long maxBytes;
  private final long maxAgeNanos;
  private final Function<DeviceCall, CompletableFuture<Answer>> attempt;
  private final Runnable dropped;
  private final LongSupplier nanoTime;

  /** The longest untried first. Guarded by this. */
  private final Map<DeviceKey, Entry> entries = new LinkedHashMap<>();

  private long bytes;

  /** Written with the lock only. */
  private volatile int count;

  /** What reports tell. */
  enum Kind {
    /** Progress: answered after one attempt, whatever it came to. The newest counts. */
    PROGRESS(1),
    /** An end: answered when there is a lasting answer. The first of an update counts. */
    FINAL(4);

    /** How many of a device wait; a further one takes the place of the last. */
    private final int most;

    Kind(int most) {
      this.most = most;
    }
  }

  /** A report; nothing is kept of it besides the call, whose size is known. */
  private static final class Pending {
    private final DeviceCall call;
    private final long sinceNanos;
    private CompletableFuture<Answer> answer = new CompletableFuture<>();

    private Pending(DeviceCall call, long sinceNanos) {
      this.call = call;
      this.sinceNanos = sinceNanos;
    }

    private boolean isRepeatedBy(DeviceCall other) {
      return call.number() == other.number()
          && call.call() == other.call()
          && Feedback.read(call.body()).isRepeatedBy(Feedback.read(other.body()));
    }

    private long size() {
      return call.body().length + OVERHEAD_BYTES;
    }
  }

  /** One device's. */
  private static final class Entry {
    private final Deque<Pending> reports = new ArrayDeque<>();

    /** The first, while it is tried. */
    private @Nullable Pending tried;

    private int waiting() {
      return reports.size() - (tried == null ? 0 : 1);
    }
  }

  /**
   * Begins with none.
   *
   * @param attempt tries to make a report durable; never fails
   * @param dropped is told of each report that is dropped
   */
  PendingReports(
      Kind kind,
      ReportSettings settings,
      Function<DeviceCall, CompletableFuture<Answer>> attempt,
      Runnable dropped,
      LongSupplier nanoTime) {
    this.kind = kind;
    this.maxBytes = settings.memory().toBytes();
    this.maxAgeNanos = settings.maxAge().toNanos();
    this.attempt = attempt;
    this.dropped = dropped;
    this.nanoTime = nanoTime;
  }

  /** Tells whether an answer is no reason to try again. */
  static boolean isLasting(Answer answer) {
    return answer.status() != Answer.TOO_MANY && answer.status() != Answer.UNAVAILABLE;
  }

  /**
   * Takes a report. When it repeats a final report that is kept, the earlier call is answered 429.
   *
   * @return completes with its answer; never fails
   */
  CompletableFuture<Answer> submit(DeviceCall call) {
    Pending own = new Pending(call, nanoTime.getAsLong());
    Entry entry;
    Optional<CompletableFuture<Answer>> earlier;
    boolean isIdle;
    synchronized (this) {
      entry = entries.computeIfAbsent(call.device(), device -> new Entry());
      if (kind == Kind.PROGRESS && !entry.reports.isEmpty()) {
        add(entry, own);
        return CompletableFuture.completedFuture(Answer.DONE);
      }
      earlier = addOrJoin(entry, own);
      isIdle = entry.tried == null;
      entry.tried = entry.reports.getFirst();
    }
    earlier.ifPresent(answer -> answer.complete(NOT_WRITTEN));
    if (isIdle) {
      attempt(entry);
    }
    return own.answer;
  }

  /** Drops a device's reports, if there are any and none is being tried. */
  synchronized void drop(DeviceKey device) {
    Entry entry = entries.get(device);
    if (entry != null && entry.tried == null) {
      entries.remove(device);
      forgetAll(entry);
    }
  }

  /** Tells whether a device has a report here; each poll asks. */
  boolean contains(DeviceKey device) {
    return count > 0 && containsNow(device);
  }

  int size() {
    return count;
  }

  private synchronized boolean containsNow(DeviceKey device) {
    return entries.containsKey(device);
  }

  /** Tries again what has waited longest, and drops what is too old. */
  void retry() {
    next().forEach(this::attempt);
  }

  private void attempt(Entry entry) {
    Pending tried = Objects.requireNonNull(entry.tried);
    attempt.apply(tried.call).thenAccept(answer -> attempted(entry, tried, answer));
  }

  private void attempted(Entry entry, Pending tried, Answer answer) {
    boolean isLasting = isLasting(answer);
    boolean goesOn;
    CompletableFuture<Answer> told;
    synchronized (this) {
      told = tried.answer;
      if (isLasting) {
        remove(entry, tried);
      } else if (kind == Kind.PROGRESS && entry.reports.size() > 1) {
        forget(entry.reports.removeFirst());
      }
      goesOn = isLasting && !entry.reports.isEmpty();
      entry.tried = goesOn ? entry.reports.getFirst() : null;
    }
    if (isLasting || kind == Kind.PROGRESS) {
      told.complete(answer);
    }
    if (goesOn) {
      attempt(entry);
    }
  }

  /** Moves what is tried now behind the others. */
  private synchronized List<Entry> next() {
    List<Entry> next = new ArrayList<>();
    for (Iterator<Entry> all = entries.values().iterator();
        all.hasNext() && next.size() < MOST_AT_ONCE; ) {
      Entry entry = all.next();
      if (entry.tried != null) {
        continue;
      }
      all.remove();
      dropOld(entry);
      if (!entry.reports.isEmpty()) {
        entry.tried = entry.reports.getFirst();
        next.add(entry);
      }
    }
    next.forEach(entry -> entries.put(entry.reports.getFirst().call.device(), entry));
    return next;
  }

  private void dropOld(Entry entry) {
    long now = nanoTime.getAsLong();
    while (!entry.reports.isEmpty() && now - entry.reports.getFirst().sinceNanos > maxAgeNanos) {
      forget(entry.reports.removeFirst());
    }
  }

  /** Returns who waits for the answer to the same report, which the latest waits for from now. */
  private Optional<CompletableFuture<Answer>> addOrJoin(Entry entry, Pending latest) {
    for (Pending known : entry.reports) {
      if (known.isRepeatedBy(latest.call)) {
        CompletableFuture<Answer> earlier = known.answer;
        known.answer = latest.answer;
        return Optional.of(earlier);
      }
    }
    add(entry, latest);
    return Optional.empty();
  }

  private void add(Entry entry, Pending latest) {
    if (entry.waiting() >= kind.most) {
      forget(entry.reports.removeLast());
    }
    entry.reports.add(latest);
    count++;
    bytes += latest.size();
    makeRoom(entry);
  }

  private void makeRoom(Entry latest) {
    for (Iterator<Entry> oldest = entries.values().iterator();
        bytes > maxBytes && oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry != latest) {
        oldest.remove();
        forgetAll(entry);
      }
    }
  }

  private void remove(Entry entry, Pending written) {
    if (entry.reports.remove(written)) {
      count--;
      bytes -= written.size();
    }
    if (entry.reports.isEmpty()) {
      entries.remove(written.call.device(), entry);
    }
  }

  /** What is at work may still become durable. */
  private void forgetAll(Entry removed) {
    removed.reports.forEach(this::forget);
    removed.reports.clear();
  }

  private void forget(Pending removed) {
    count--;
    bytes -= removed.size();
    dropped.run();
  }
}
