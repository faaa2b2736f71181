package dev.drydock.projector.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the database does with changes, in memory.
 *
 * @param operations by operation id
 * @param history revisions by operation id
 * @param devices by device
 */
public record ModelView(
    Map<String, OperationRow> operations,
    Map<String, Map<Integer, OperationRow>> history,
    Map<DeviceId, DeviceRow> devices) {

  /** An empty view. */
  public ModelView() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Writes a batch. */
  public ModelView write(Iterable<? extends Change> batch) {
    ViewChanges changes = ViewChanges.fold(batch);
    write(operations, changes.operations(), OperationRow::operationId);
    changes.operations().gone().forEach(history::remove);
    for (OperationRow row : changes.history().rows()) {
      history
          .computeIfAbsent(row.operationId(), id -> new TreeMap<>())
          .putIfAbsent(row.revision(), row);
    }
    write(devices, changes.devices(), DeviceRow::id);
    return this;
  }

  private static <K extends Comparable<K>, R extends Revised> void write(
      Map<K, R> table, RowChanges<K, R> changes, Function<R, K> key) {
    changes.gone().forEach(table::remove);
    for (R row : changes.rows()) {
      table.merge(key.apply(row), row, (old, put) -> put.revision() > old.revision() ? put : old);
    }
  }
}
