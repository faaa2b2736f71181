package dev.drydock.cli.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what is going on, with the time since the start. Thread-safe. */
final class Steps {

  private final PrintWriter out;
  private final long start = System.nanoTime();

  Steps(PrintWriter out) {
    this.out = out;
  }

  /** Prints a line with the time since the start. */
  synchronized void say(String format, Object... arguments) {
    out.printf(Locale.ROOT, "%6.1f s  ", seconds(Duration.ofNanos(System.nanoTime() - start)));
    out.printf(Locale.ROOT, format + "%n", arguments);
    out.flush();
  }

  /** Prints text as it is. */
  synchronized void print(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints that something is done, and how long it took since {@code startNanos}. */
  void done(String what, long startNanos) {
    say("%s (%.1f s)", what, seconds(Duration.ofNanos(System.nanoTime() - startNanos)));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
