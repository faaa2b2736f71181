package dev.drydock.dispatcher.core;

/** What reaches a dock. */
public sealed interface DockInput {

  /** Tells the inputs apart, for an exhaustive switch. */
  Kind kind();

  /** The kinds of inputs. */
  enum Kind {
    /** See {@link RequestUpdate}. */
    REQUEST_UPDATE,
    /** See {@link RegisterDevice}. */
    REGISTER_DEVICE,
    /** See {@link FetchUpdate}. */
    FETCH_UPDATE,
    /** See {@link EndOperation}. */
    END_OPERATION
  }

  /**
   * A caller wants the device updated.
   *
   * @param operationId the operation that would hold the dock
   */
  record RequestUpdate(String operationId) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.REQUEST_UPDATE;
    }
  }

  /**
   * A caller registers or edits the device.
   *
   * @param by the caller
   */
  record RegisterDevice(Registration.Caller by) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.REGISTER_DEVICE;
    }
  }

  /**
   * The device comes to fetch an update.
   *
   * @param operationId the update it was told of
   */
  record FetchUpdate(String operationId) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.FETCH_UPDATE;
    }
  }

  /**
   * An operation has become final.
   *
   * @param operationId the operation
   */
  record EndOperation(String operationId) implements DockInput {
    @Override
    public Kind kind() {
      return Kind.END_OPERATION;
    }
  }
}
