package dev.drydock.projector.core;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a batch of changes does to one table: first the rows that are gone go, then the others are
 * put where no row of the same or a higher revision stands. At most one row for each key.
 *
 * <p>In the order of the keys, so that two writers that meet on the same rows wait for each other
 * instead of deadlocking. Not thread-safe.
 *
 * @param <K> the table's key
 * @param <R> the table's rows
 */
public final class RowChanges<K extends Comparable<K>, R extends Revised> {

  private final SortedMap<K, R> rows = new TreeMap<>();
  private final Set<K> gone = new TreeSet<>();

  RowChanges() {}

  void put(K key, R row) {
    rows.merge(key, row, (known, other) -> other.revision() > known.revision() ? other : known);
  }

  /** What was put before goes with the row: a later registration counts its revisions from 1. */
  void remove(K key) {
    rows.remove(key);
    gone.add(key);
  }

  /** Returns the rows to be put, by ascending key. */
  public Collection<R> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** Returns the keys of the rows to be deleted first, ascending. */
  public Set<K> gone() {
    return Collections.unmodifiableSet(gone);
  }
}
