package dev.drydock.check.rules;

import org.jspecify.annotations.Nullable;

/**
 * What the log has told of a dock so far.
 *
 * @param holder the operation that holds it, or null when none does
 * @param sinceMs since when, milliseconds since 1970
 * @param isDelivered whether the device was given the holder
 * @param isWithdrawn whether the device is not given the holder any more
 */
record Dock(@Nullable String holder, long sinceMs, boolean isDelivered, boolean isWithdrawn) {

  static final Dock FREE = new Dock(null, 0, false, false);

  static Dock heldBy(String operationId, long sinceMs) {
    return new Dock(operationId, sinceMs, false, false);
  }

  boolean isHeldBy(String operationId) {
    return operationId.equals(holder);
  }

  Dock delivered() {
    return new Dock(holder, sinceMs, true, isWithdrawn);
  }

  Dock withdrawn() {
    return new Dock(holder, sinceMs, isDelivered, true);
  }

  @Override
  public String toString() {
    return holder == null ? "the dock is free" : "operation \"" + holder + "\" holds the dock";
  }
}
