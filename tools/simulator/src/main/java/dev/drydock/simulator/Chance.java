package dev.drydock.simulator;

import java.util.Random;

/** Random numbers that are the same for the same seed and operation, also after a restart. */
final class Chance {

  private Chance() {}

  static Random of(long seed, String operationId) {
    return new Random(mix(seed, operationId));
  }

  /** Spreads the hash over all 64 bits (the finalizer of SplitMix64), for ids differ in few. */
  private static long mix(long seed, String operationId) {
    long z = seed * 0x9E3779B97F4A7C15L + operationId.hashCode();
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
