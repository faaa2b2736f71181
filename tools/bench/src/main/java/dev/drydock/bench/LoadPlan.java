package dev.drydock.bench;

import java.time.Duration;

/**
 * One run of the load.
 *
 * @param rate requests per second, 1 or more
 * @param warmup time at that rate before anything is measured
 * @param measured time that is measured, more than 0
 * @param grace how long after its end answers and final states may take
 */
record LoadPlan(int rate, Duration warmup, Duration measured, Duration grace) {

  LoadPlan {
    if (rate < 1) {
      throw new IllegalArgumentException("Expected a rate of 1 or more, but it is " + rate);
    }
    if (warmup.isNegative() || measured.isNegative() || measured.isZero()) {
      throw new IllegalArgumentException(
          "Expected a warm-up of 0 or more and a duration of more than 0, but they are "
              + warmup
              + " and "
              + measured);
    }
  }

  LoadPlan atRate(int otherRate) {
    return new LoadPlan(otherRate, warmup, measured, grace);
  }
}
