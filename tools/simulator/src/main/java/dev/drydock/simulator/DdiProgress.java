package dev.drydock.simulator;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;

/** Tells a person what a fleet that speaks DDI does. One thread. */
final class DdiProgress {

  private static final double MS_PER_SECOND = 1_000;

  private final DdiFleet fleet;
  private final PrintWriter out;
  private DdiCounts last = DdiCounts.NONE;

  DdiProgress(DdiFleet fleet, PrintWriter out) {
    this.fleet = fleet;
    this.out = out;
  }

  /** Prints a line when something has happened since the last one. To be called once a second. */
  void report() {
    DdiCounts now = fleet.counts();
    if (now.equals(last)) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%d polls (+%d), %d fetched (+%d), %d feedbacks (+%d), %d open, %d errors%s%n",
        now.polls(),
        now.polls() - last.polls(),
        now.fetches(),
        now.fetches() - last.fetches(),
        now.feedbacks(),
        now.feedbacks() - last.feedbacks(),
        now.open(),
        now.errorCount(),
        errors(now));
    out.flush();
    last = now;
  }

  /** Sums up what was done by devices that polled for a time. */
  static String summary(DdiCounts counts, Duration timePolled) {
    double seconds = Math.max(timePolled.toMillis(), 1) / MS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "%d polls in %.1f s (%.0f/s); %d deployments: %d planned to succeed, %d to fail, %d to fall"
            + " silent; %d told to stop: %d stopped, %d refused, %d too late; %d described; %d"
            + " feedbacks, %d said again; %d open; %d errors%s",
        counts.polls(),
        seconds,
        counts.polls() / seconds,
        counts.fetches(),
        counts.succeeding(),
        counts.failing(),
        counts.silent(),
        counts.withdrawals().all(),
        counts.withdrawals().stopped(),
        counts.withdrawals().refused(),
        counts.withdrawals().late(),
        counts.descriptions(),
        counts.feedbacks(),
        counts.repetitions(),
        counts.open(),
        counts.errorCount(),
        errors(counts));
  }

  private static String errors(DdiCounts counts) {
    return counts.errors().isEmpty() ? "" : " " + new TreeMap<>(counts.errors());
  }
}
