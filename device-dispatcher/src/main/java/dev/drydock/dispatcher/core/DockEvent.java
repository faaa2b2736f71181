package dev.drydock.dispatcher.core;

/** What a dock decided. */
public sealed interface DockEvent {

  /** Tells the events apart, for an exhaustive switch. */
  Kind kind();

  /** The kinds of events. */
  enum Kind {
    /** See {@link UpdateAdmitted}. */
    UPDATE_ADMITTED,
    /** See {@link AdmissionRepeated}. */
    ADMISSION_REPEATED,
    /** See {@link UpdateConflicted}. */
    UPDATE_CONFLICTED,
    /** See {@link UpdateRefused}. */
    UPDATE_REFUSED,
    /** See {@link UpdateDelivered}. */
    UPDATE_DELIVERED,
    /** See {@link FetchRefused}. */
    FETCH_REFUSED,
    /** See {@link DockReleased}. */
    DOCK_RELEASED,
    /** See {@link DeviceRegistered}. */
    DEVICE_REGISTERED
  }

  /**
   * The dock was free and is held from now on.
   *
   * @param holder the new holder
   */
  record UpdateAdmitted(Holder holder) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_ADMITTED;
    }
  }

  /**
   * The same request came again while it holds the dock.
   *
   * @param holder the holder, as it was admitted
   */
  record AdmissionRepeated(Holder holder) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.ADMISSION_REPEATED;
    }
  }

  /**
   * Another operation holds the dock.
   *
   * @param holder that operation
   */
  record UpdateConflicted(Holder holder) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_CONFLICTED;
    }
  }

  /** Nobody knows the device. */
  record UpdateRefused() implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_REFUSED;
    }
  }

  /**
   * The device may have the update that holds its dock.
   *
   * @param operationId the holder
   */
  record UpdateDelivered(String operationId) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_DELIVERED;
    }
  }

  /**
   * The device came for an update that does not hold its dock.
   *
   * @param operationId what it came for
   */
  record FetchRefused(String operationId) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.FETCH_REFUSED;
    }
  }

  /**
   * The holder is final; the dock is free.
   *
   * @param operationId the operation that held it
   */
  record DockReleased(String operationId) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.DOCK_RELEASED;
    }
  }

  /**
   * The device is known by a new description.
   *
   * @param registration as it is from now on
   */
  record DeviceRegistered(Registration registration) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.DEVICE_REGISTERED;
    }
  }
}
