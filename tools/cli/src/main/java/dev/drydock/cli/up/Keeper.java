package dev.drydock.cli.up;

import dev.drydock.local.process.StackPart;
import dev.drydock.local.process.StartPatience;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Keeps one part of the installation running: notices its end, says so, and starts it again after a
 * while. Does nothing by itself: {@link #tend} is to be called a few times a second. Times are
 * those of {@link System#nanoTime}. Not thread-safe.
 */
final class Keeper {

  private static final int LAST_LINES = 3;

  private enum Condition {
    READY,
    STARTING,
    ENDED
  }

  private final StackPart part;
  private final Steps steps;
  private final Backoff backoff = new Backoff();
  private final long remindNanos;
  private boolean reminded;
  private Condition condition = Condition.READY;
  private long sinceNanos;
  private long restartNanos;

  /** Begins with a part that is ready; says so when one that is started again takes too long. */
  Keeper(StackPart part, Steps steps, StartPatience patience, long nowNanos) {
    this.part = part;
    this.steps = steps;
    this.remindNanos = patience.withoutProgress().toNanos();
    this.sinceNanos = nowNanos;
  }

  /** Looks after the part once. */
  void tend(long nowNanos) {
    if (condition == Condition.ENDED) {
      startWhenDue(nowNanos);
    } else if (!part.isAlive()) {
      noticeEnd("has ended; " + part.lastLines(LAST_LINES), nowNanos);
    } else if (condition == Condition.STARTING) {
      awaitReady(nowNanos);
    }
  }

  private void awaitReady(long nowNanos) {
    double seconds = (nowNanos - sinceNanos) / 1e9;
    if (part.isReady()) {
      steps.say("%s is ready again after %.1f s", part.name(), seconds);
      become(Condition.READY, nowNanos);
    } else if (!reminded && nowNanos - sinceNanos > remindNanos) {
      reminded = true;
      steps.say(
          "%s is not ready after %.0f s; %s", part.name(), seconds, part.lastLines(LAST_LINES));
    }
  }

  private void startWhenDue(long nowNanos) {
    if (nowNanos - restartNanos < 0) {
      return;
    }
    become(Condition.STARTING, nowNanos);
    try {
      part.start();
    } catch (IllegalStateException | UncheckedIOException e) {
      noticeEnd("could not be started: " + e.getMessage(), nowNanos);
    }
  }

  private void noticeEnd(String what, long nowNanos) {
    boolean wasReady = condition == Condition.READY;
    Duration wait =
        backoff.afterEnd(wasReady ? Duration.ofNanos(nowNanos - sinceNanos) : Duration.ZERO);
    restartNanos = nowNanos + wait.toNanos();
    become(Condition.ENDED, nowNanos);
    steps.say("%s is started again in %d s, for it %s", part.name(), wait.toSeconds(), what);
  }

  private void become(Condition next, long nowNanos) {
    condition = next;
    reminded = false;
    sinceNanos = nowNanos;
  }
}
