package dev.drydock.gateway.throttle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one application of one tenant may ask of this instance, and all callers together. What
 * may pass in a period is spread over it.
 *
 * @param writesPerPeriod how many requests that change something an application of a tenant may
 *     send to a gateway in a period, 1 or more
 * @param readsPerPeriod how many requests that only read an application of a tenant may send to a
 *     gateway in a period, 1 or more
 * @param period how long a period lasts, 1 ms or more
 * @param maxCallers how many applications are counted at once, 1 or more; beyond that, the ones
 *     that were quiet longest start afresh
 * @param maxOpenExchanges how many requests may wait for their answer at once, 1 or more
 * @param callerShare which share of {@code max-open-exchanges} one application may have, more than
 *     0 and up to 1
 * @param refusalDelay how long the answer to a request beyond the limits is held back, up to 1 s; 0
 *     for not at all
 */
@ConfigurationProperties("drydock.gateway.throttle")
record ThrottleSettings(
    @DefaultValue("2000") int writesPerPeriod,
    @DefaultValue("2000") int readsPerPeriod,
    @DefaultValue("1s") Duration period,
    @DefaultValue("10000") int maxCallers,
    @DefaultValue("5000") int maxOpenExchanges,
    @DefaultValue("0.25") double callerShare,
    @DefaultValue("100ms") Duration refusalDelay) {

  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

  ThrottleSettings {
    requirePositive("writes-per-period", writesPerPeriod);
    requirePositive("reads-per-period", readsPerPeriod);
    requirePositive("max-callers", maxCallers);
    requirePositive("max-open-exchanges", maxOpenExchanges);
    if (period.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.throttle.period to be 1 ms or more, but it is " + period);
    }
    if (!(callerShare > 0 && callerShare <= 1)) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.throttle.caller-share to be more than 0 and up to 1, but it is "
              + callerShare);
    }
    if (refusalDelay.isNegative() || refusalDelay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.throttle.refusal-delay to be from 0 to 1 s, but it is "
              + refusalDelay);
    }
  }

  /** Returns how many requests of one application may wait for their answer at once. */
  int openExchangesOfCaller() {
    return Math.max(1, (int) (maxOpenExchanges * callerShare));
  }

  private static void requirePositive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Expected drydock.gateway.throttle." + key + " to be 1 or more, but it is " + value);
    }
  }
}
