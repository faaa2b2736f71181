package dev.drydock.projector.core;

/**
 * What a batch of records does to the view.
 *
 * <p>Operations and devices of the same key and revision are the same, so neither the order nor the
 * number of times in which they arrive matters. Two things have their place in the order of the
 * log: a row's removal, and a rejected request, of which all have revision {@link
 * RejectedRequest#REVISION}: when one was rejected several times under its id, the first stays.
 *
 * @param operations changes of operations, by operation id
 * @param history revisions of operations, superseded ones among them
 * @param devices changes of devices
 */
public record ViewChanges(
    RowChanges<String, OperationRow> operations,
    HistoryChanges history,
    RowChanges<DeviceId, DeviceRow> devices) {

  /** Folds changes in the order of the log into one for each row, and all revisions. */
  public static ViewChanges fold(Iterable<? extends Change> changes) {
    ViewChanges folded =
        new ViewChanges(new RowChanges<>(), new HistoryChanges(), new RowChanges<>());
    changes.forEach(change -> change.addTo(folded));
    return folded;
  }
}
