package dev.drydock.projector.core;

/** What one record asks of the view. */
public sealed interface Change {

  /** Adds the change to those of a batch. */
  void addTo(ViewChanges changes);

  /**
   * An operation has this state, unless a later one is known.
   *
   * @param row the whole state
   */
  record OperationChanged(OperationRow row) implements Change {
    @Override
    public void addTo(ViewChanges changes) {
      changes.operations().put(row.operationId(), row);
      changes.history().put(row);
    }
  }

  /**
   * An operation is not kept any more.
   *
   * @param operationId the operation
   */
  record OperationGone(String operationId) implements Change {
    @Override
    public void addTo(ViewChanges changes) {
      changes.operations().remove(operationId);
      changes.history().remove(operationId);
    }
  }

  /**
   * A device is known so, unless a later revision is known.
   *
   * @param row the whole device
   */
  record DeviceChanged(DeviceRow row) implements Change {
    @Override
    public void addTo(ViewChanges changes) {
      changes.devices().put(row.id(), row);
    }
  }

  /**
   * A device is not known any more.
   *
   * @param id the device
   */
  record DeviceGone(DeviceId id) implements Change {
    @Override
    public void addTo(ViewChanges changes) {
      changes.devices().remove(id);
    }
  }
}
