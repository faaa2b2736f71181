package dev.drydock.projector.core;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The revisions of operations that a batch brings, each once. Not thread-safe.
 *
 * <p>A rejected request has none: its row is all there was of it.
 */
public final class HistoryChanges {

  /**
   * How many revisions of an operation are kept besides its final ones: a device that reports its
   * progress every second for hours is not to fill the view.
   */
  public static final int MOST = 1000;

  /** How many final revisions an operation has at most: its end, and a late result beside it. */
  public static final int MOST_FINAL = 2;

  private final SortedMap<String, SortedMap<Integer, OperationRow>> revisions = new TreeMap<>();

  HistoryChanges() {}

  void put(OperationRow row) {
    boolean isKept = row.revision() <= MOST || row.state().isFinal();
    if (isKept && row.revision() != RejectedRequest.REVISION) {
      revisions
          .computeIfAbsent(row.operationId(), id -> new TreeMap<>())
          .putIfAbsent(row.revision(), row);
    }
  }

  /** What was put before goes with the operation. */
  void remove(String operationId) {
    revisions.remove(operationId);
  }

  /** Returns the revisions to be put, by ascending operation id and revision. */
  public List<OperationRow> rows() {
    return revisions.values().stream().map(SortedMap::values).flatMap(Collection::stream).toList();
  }
}
