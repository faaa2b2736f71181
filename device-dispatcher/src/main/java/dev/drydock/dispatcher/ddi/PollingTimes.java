package dev.drydock.dispatcher.ddi;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** When devices are to poll again. Thread-safe. */
public final class PollingTimes {

  /** Agents read the time as one of a day. */
  static final int MAX_SECONDS = 86_399;

  private final PollingSettings settings;
  private final DoubleSupplier chance;

  /**
   * @param chance gives random numbers from 0 to 1, as {@link java.util.Random#nextDouble}
   */
  public PollingTimes(PollingSettings settings, DoubleSupplier chance) {
    this.settings = settings;
    this.chance = chance;
  }

  /**
   * Returns in how many seconds a device is to come, 1 to {@value #MAX_SECONDS}.
   *
   * @param isWaiting whether there is something for it, or soon may be
   */
  int seconds(String tenantId, boolean isWaiting) {
    Duration idle = settings.tenants().getOrDefault(tenantId, settings.interval());
    Duration waiting = settings.waitingInterval();
    Duration interval = isWaiting && waiting.compareTo(idle) < 0 ? waiting : idle;
    double share = 1 + settings.jitter() * (2 * chance.getAsDouble() - 1);
    long seconds = Math.round(interval.toSeconds() * share);
    return (int) Math.max(1, Math.min(MAX_SECONDS, seconds));
  }

  /** Returns seconds as hours, minutes and seconds. */
  static String text(int seconds) {
    Duration time = Duration.ofSeconds(seconds);
    return "%02d:%02d:%02d"
        .formatted(time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
  }
}
