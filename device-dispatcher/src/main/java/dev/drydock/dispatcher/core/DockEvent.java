package dev.drydock.dispatcher.core;

import org.jspecify.annotations.Nullable;

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
    DEVICE_REGISTERED,
    /** See {@link DeviceRetired}. */
    DEVICE_RETIRED,
    /** See {@link RetirementRefused}. */
    RETIREMENT_REFUSED
  }

  /**
   * The dock was free and is held from now on.
   *
   * @param holder the new holder
   * @param key under which the request is remembered from now on, or null when it had none
   */
  record UpdateAdmitted(Holder holder, @Nullable IdempotencyKey key) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_ADMITTED;
    }
  }

  /**
   * A request that was admitted came again: under its idempotency key, or with the id of the
   * operation that holds the dock.
   *
   * @param operationId the operation that the request became when it first came
   */
  record AdmissionRepeated(String operationId) implements DockEvent {
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

  /**
   * The request cannot be admitted, whether the dock is held or not.
   *
   * @param reason why
   */
  record UpdateRefused(Refusal reason) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_REFUSED;
    }
  }

  /** Why a request is refused. */
  enum Refusal {
    /** Nobody knows the device. */
    DEVICE_UNKNOWN,
    /** Another request was admitted under the same idempotency key. */
    KEY_REUSED
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
   * @param changed the device with what it runs from now on, or null when that has not changed
   */
  record DockReleased(String operationId, @Nullable Registration changed) implements DockEvent {
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

  /** The device is not known any more. */
  record DeviceRetired() implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.DEVICE_RETIRED;
    }
  }

  /**
   * The device is not retired.
   *
   * @param holder the operation that holds the dock, or null when the device is not known anyway
   */
  record RetirementRefused(@Nullable Holder holder) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.RETIREMENT_REFUSED;
    }
  }
}
