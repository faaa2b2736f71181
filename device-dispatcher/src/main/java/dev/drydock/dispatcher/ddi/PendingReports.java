package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Devices' reports that are not durable yet, at most one of each device. Each is tried until it has
 * a lasting answer, is too old, or has to make room. Thread-safe; no thread waits.
 */
final class PendingReports {

  /** What a report takes besides its body, about. */
  private static final int OVERHEAD_BYTES = 512;

  /** More would keep the timer from its other work. */
  private static final int MOST_AT_ONCE = 200;

  private final Kind kind;
  private final long maxBytes;
  private final long maxAgeNanos;
  private final Function<Report, CompletableFuture<Answer>> attempt;
  private final Runnable dropped;
  private final LongSupplier nanoTime;

  /** The longest untried first. Guarded by this. */
  private final Map<DeviceKey, Entry> entries = new LinkedHashMap<>();

  private long bytes;

  /** Written with the lock only. */
  private volatile int count;

  /** What reports tell. The newest of a device is kept. */
  enum Kind {
    /** Progress: answered after one attempt, whatever it came to. */
    PROGRESS,
    /** An end: answered when there is a lasting answer. */
    FINAL
  }

  /**
   * A report of a device.
   *
   * @param call how it came
   * @param task what it comes to
   */
  record Report(DeviceCall call, DeviceEdge.Task task) {
    private boolean isOfSameUpdate(Report other) {
      return call.number() == other.call.number() && call.call() == other.call.call();
    }

    private long size() {
      return call.body().length + OVERHEAD_BYTES;
    }
  }

  /** One device's. */
  private static final class Entry {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final long sinceNanos;
    private Report report;
    private @Nullable Report tried;

    private Entry(Report report, long sinceNanos) {
      this.report = report;
      this.sinceNanos = sinceNanos;
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
      Function<Report, CompletableFuture<Answer>> attempt,
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
   * Takes a report.
   *
   * @return completes with its answer; never fails
   */
  CompletableFuture<Answer> submit(Report report) {
    Entry entry;
    synchronized (this) {
      entry = entries.get(report.call().device());
      if (entry != null && kind == Kind.PROGRESS) {
        replace(entry, report);
        return CompletableFuture.completedFuture(Answer.DONE);
      }
      if (entry == null || !entry.report.isOfSameUpdate(report)) {
        entry = add(report);
      } else {
        replace(entry, report);
      }
      if (entry.tried != null) {
        return entry.answer;
      }
      entry.tried = entry.report;
    }
    attempt(entry);
    return entry.answer;
  }

  /** Drops a device's report, if there is one and it is not being tried. */
  synchronized void drop(DeviceKey device) {
    Entry entry = entries.get(device);
    if (entry != null && entry.tried == null) {
      entries.remove(device);
      forget(entry);
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
    Report tried = Objects.requireNonNull(entry.tried);
    attempt.apply(tried).thenAccept(answer -> attempted(entry, tried, answer));
  }

  private void attempted(Entry entry, Report tried, Answer answer) {
    boolean isLasting = isLasting(answer);
    boolean isNewer;
    synchronized (this) {
      isNewer = isLasting && entry.report != tried && isKept(entry);
      entry.tried = isNewer ? entry.report : null;
      if (isLasting && !isNewer) {
        remove(entry);
      }
    }
    if (isLasting && !isNewer || kind == Kind.PROGRESS) {
      entry.answer.complete(answer);
    }
    if (isNewer) {
      attempt(entry);
    }
  }

  /** Moves what is tried now behind the others. */
  private synchronized List<Entry> next() {
    List<Entry> next = new ArrayList<>();
    long now = nanoTime.getAsLong();
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (entry.tried != null || next.size() == MOST_AT_ONCE) {
        continue;
      }
      all.remove();
      if (now - entry.sinceNanos > maxAgeNanos) {
        forget(entry);
      } else {
        entry.tried = entry.report;
        next.add(entry);
      }
    }
    next.forEach(entry -> entries.put(entry.report.call().device(), entry));
    return next;
  }

  private Entry add(Report report) {
    Entry before = entries.remove(report.call().device());
    if (before != null) {
      forget(before);
    }
    Entry entry = new Entry(report, nanoTime.getAsLong());
    entries.put(report.call().device(), entry);
    count++;
    bytes += report.size();
    makeRoom(entry);
    return entry;
  }

  private void replace(Entry entry, Report newer) {
    if (kind == Kind.PROGRESS && entry.report != entry.tried) {
      dropped.run();
    }
    bytes += newer.size() - entry.report.size();
    entry.report = newer;
    makeRoom(entry);
  }

  private void makeRoom(Entry latest) {
    for (Iterator<Entry> oldest = entries.values().iterator();
        bytes > maxBytes && oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (entry != latest) {
        oldest.remove();
        forget(entry);
      }
    }
  }

  private void remove(Entry entry) {
    if (isKept(entry)) {
      entries.remove(entry.report.call().device());
      count--;
      bytes -= entry.report.size();
    }
  }

  /** What is at work may still become durable. */
  private void forget(Entry removed) {
    count--;
    bytes -= removed.report.size();
    dropped.run();
  }

  private boolean isKept(Entry entry) {
    return entries.get(entry.report.call().device()) == entry;
  }
}
