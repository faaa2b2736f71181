package dev.drydock.projector.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what is in it
 * @param more whether the list goes on after it
 * @param count how many are in the whole list; null when the count was not asked for
 * @param <T> what is listed
 */
record Page<T>(List<T> items, boolean more, @Nullable Long count) {

  /** Returns the page that holds the first rows of those found, of which one was asked too many. */
  static <T> Page<T> of(List<T> found, int top, @Nullable Long count) {
    return found.size() > top
        ? new Page<>(List.copyOf(found.subList(0, top)), true, count)
        : new Page<>(List.copyOf(found), false, count);
  }
}
