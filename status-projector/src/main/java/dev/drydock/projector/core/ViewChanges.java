package dev.drydock.projector.core;

/**
 * What a batch of records does to the view.
 *
 * <p>Rows of the same key and revision are the same, so neither the order nor the number of times
 * in which changes arrive matters; only a row's removal has its place in the order of the log.
 *
 * @param operations changes of operations, by operation id
 * @param devices changes of devices
 */
public record ViewChanges(
    RowChanges<String, OperationRow> operations, RowChanges<DeviceId, DeviceRow> devices) {

  /** Folds changes in the order of the log into one for each row. */
  public static ViewChanges fold(Iterable<? extends Change> changes) {
    ViewChanges folded = new ViewChanges(new RowChanges<>(), new RowChanges<>());
    changes.forEach(change -> change.addTo(folded));
    return folded;
  }
}
