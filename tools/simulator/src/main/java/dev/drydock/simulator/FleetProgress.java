package dev.drydock.simulator;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what a fleet does. One thread. */
final class FleetProgress {

  private final Fleet fleet;
  private final PrintWriter out;
  private FleetCounts last = FleetCounts.NONE;
  private boolean wasJoined;

  FleetProgress(Fleet fleet, PrintWriter out) {
    this.fleet = fleet;
    this.out = out;
  }

  /** Prints a line when something has happened since the last one. To be called once a second. */
  void report() {
    FleetCounts now = fleet.counts();
    boolean joined = fleet.isJoined();
    if (now.equals(last) && joined == wasJoined) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %d commands (+%d), %d acks, %d open%n",
        joined ? "reading" : "waiting for the group",
        now.commands(),
        now.commands() - last.commands(),
        now.acks(),
        now.open());
    out.flush();
    last = now;
    wasJoined = joined;
  }

  static String summary(FleetCounts counts, Duration time) {
    double seconds = Math.max(time.toMillis(), 1) / 1_000.0;
    return String.format(
        Locale.ROOT,
        "%d commands in %.1f s (%.0f/s): %d planned to succeed, %d to fail, %d to fall silent; %d"
            + " told to stop: %d stopped, %d refused, %d forced, %d too late; %d hellos; %d acks;"
            + " %d open; %d for others, %d unreadable",
        counts.commands(),
        seconds,
        counts.commands() / seconds,
        counts.succeeding(),
        counts.failing(),
        counts.silent(),
        counts.withdrawals().all(),
        counts.withdrawals().stopped(),
        counts.withdrawals().refused(),
        counts.withdrawals().forced(),
        counts.withdrawals().late(),
        counts.hellos(),
        counts.acks(),
        counts.open(),
        counts.skipped(),
        counts.unreadable());
  }
}
