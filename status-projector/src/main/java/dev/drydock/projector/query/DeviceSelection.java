package dev.drydock.projector.query;

import dev.drydock.view.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's devices are asked for.
 *
 * @param filter which of them
 * @param orderBy by what they are ordered
 * @param descending whether the last are first
 * @param after after which of them; null from the start
 * @param top how many at most, 1 to 200
 * @param count whether they are to be counted, those before the page too
 */
record DeviceSelection(
    Condition filter,
    Order orderBy,
    boolean descending,
    @Nullable Cursor after,
    int top,
    boolean count) {

  /** What devices are ordered by. */
  enum Order {
    /** Their ids, by code points. */
    ID,
    /** When they were registered, then their ids. */
    REGISTERED_AT
  }
}
