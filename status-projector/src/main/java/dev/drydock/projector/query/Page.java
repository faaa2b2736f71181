package dev.drydock.projector.query;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items what is in it
 * @param more whether the list goes on after it
 * @param <T> what is listed
 */
record Page<T>(List<T> items, boolean more) {

  /** Returns the page that holds the first rows of those found, of which one was asked too many. */
  static <T> Page<T> of(List<T> found, int top) {
    return found.size() > top
        ? new Page<>(List.copyOf(found.subList(0, top)), true)
        : new Page<>(List.copyOf(found), false);
  }
}
