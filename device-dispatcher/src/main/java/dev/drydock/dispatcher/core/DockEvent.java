package dev.drydock.dispatcher.core;

import java.time.Instant;
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
    /** See {@link UpdateSkipped}. */
    UPDATE_SKIPPED,
    /** See {@link UpdateDelivered}. */
    UPDATE_DELIVERED,
    /** See {@link FetchRefused}. */
    FETCH_REFUSED,
    /** See {@link CancelRequested}. */
    CANCEL_REQUESTED,
    /** See {@link UpdateWithdrawn}. */
    UPDATE_WITHDRAWN,
    /** See {@link CancelRefused}. */
    CANCEL_REFUSED,
    /** See {@link DockReleased}. */
    DOCK_RELEASED,
    /** See {@link LateSuccess}. */
    LATE_SUCCESS,
    /** See {@link DeviceRegistered}. */
    DEVICE_REGISTERED,
    /** See {@link EditRefused}. */
    EDIT_REFUSED,
    /** See {@link DeviceHeard}. */
    DEVICE_HEARD,
    /** See {@link DeviceAnswered}. */
    DEVICE_ANSWERED,
    /** See {@link DeviceRetired}. */
    DEVICE_RETIRED,
    /** See {@link RetirementRefused}. */
    RETIREMENT_REFUSED,
    /** See {@link AttributesRequested}. */
    ATTRIBUTES_REQUESTED,
    /** See {@link AttributesRequestRefused}. */
    ATTRIBUTES_REQUEST_REFUSED
  }

  /**
   * The dock was free and is held from now on.
   *
   * @param holder the new holder
   * @param key under which the request is remembered from now on, or null when it had none
   */
  record UpdateAdmitted(Holder holder, @Nullable IdempotencyKey key) implements DockEvent {
    /** Tells whether the device's bridge is commanded to install it: another device asks itself. */
    public boolean commandsBridge() {
      return holder.isBridged();
    }

    @Override
    public Kind kind() {
      return Kind.UPDATE_ADMITTED;
    }
  }

  /**
   * A request that was admitted is repeated: under its idempotency key, or with the id of an
   * operation that was admitted before, whether it has ended or not.
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
   * @param installedVersion what the device runs, where that is why; null otherwise, or when it is
   *     not known
   */
  record UpdateRefused(Refusal reason, @Nullable String installedVersion) implements DockEvent {

    UpdateRefused(Refusal reason) {
      this(reason, null);
    }

    @Override
    public Kind kind() {
      return Kind.UPDATE_REFUSED;
    }
  }

  /** Why a request is refused. */
  enum Refusal {
    /** The device is not known. */
    DEVICE_UNKNOWN,
    /** Another request was admitted under the same idempotency key. */
    KEY_REUSED,
    /** The device is not as the caller expects it. */
    PRECONDITION_FAILED,
    /** The device runs another version than the caller took for granted. */
    VERSION_DIFFERS
  }

  /**
   * The device runs what is asked for: the operation is successful, and never holds the dock.
   *
   * @param operationId the operation
   * @param key under which the request is remembered from now on, or null when it had none
   */
  record UpdateSkipped(String operationId, @Nullable IdempotencyKey key) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_SKIPPED;
    }
  }

  /**
   * The device may have the update that holds its dock.
   *
   * @param operationId the holder
   * @param heard the device since this sign of life, or null when there is nothing to note
   */
  record UpdateDelivered(String operationId, @Nullable Registration heard) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.UPDATE_DELIVERED;
    }
  }

  /**
   * The device came for an update that it may not have.
   *
   * @param operationId what it came for
   * @param reason why not
   * @param heard the device since this sign of life, or null when there is nothing to note
   */
  record FetchRefused(String operationId, FetchRefusal reason, @Nullable Registration heard)
      implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.FETCH_REFUSED;
    }
  }

  /** Why a device is not given an update. */
  enum FetchRefusal {
    /** It does not hold the dock. */
    GONE,
    /** It holds the dock until its end, which is on its way. */
    WITHDRAWN
  }

  /**
   * The device has the update, or its bridge does: it is to stop.
   *
   * @param holder the operation
   */
  record CancelRequested(Holder holder) implements DockEvent {
    /** Tells whether the device's bridge is commanded to stop it. */
    public boolean commandsBridge() {
      return holder.isBridged();
    }

    @Override
    public Kind kind() {
      return Kind.CANCEL_REQUESTED;
    }
  }

  /**
   * The operation ends without its device being asked, and is not given to it any more. It holds
   * the dock until its end is read.
   *
   * @param holder the operation
   * @param repeats whether it was withdrawn before
   */
  record UpdateWithdrawn(Holder holder, boolean repeats) implements DockEvent {
    /** Tells whether the caller forced it. */
    public boolean isForced() {
      return holder.withdrawal() == Withdrawal.FORCED;
    }

    /** Tells whether the device's bridge is commanded to stop it: it was when it is repeated. */
    public boolean commandsBridge() {
      return holder.isBridged() && !repeats;
    }

    @Override
    public Kind kind() {
      return Kind.UPDATE_WITHDRAWN;
    }
  }

  /**
   * The operation to cancel does not hold the dock.
   *
   * @param operationId that operation
   */
  record CancelRefused(String operationId) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REFUSED;
    }
  }

  /**
   * The holder is final; the dock is free.
   *
   * @param operationId the operation that held it
   * @param end how it ended
   * @param at when the dock read of it
   * @param finalReport the device's report that ended it, or null when something else did
   * @param attempt what it was to install, and whether the device did; null when it was to download
   *     it only
   * @param changed the device with what it runs and when it last called, or null when there is
   *     nothing to note
   */
  record DockReleased(
      String operationId,
      End end,
      Instant at,
      @Nullable DeviceAnswer finalReport,
      @Nullable Attempt attempt,
      @Nullable Registration changed)
      implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.DOCK_RELEASED;
    }
  }

  /**
   * An update that had ended otherwise was installed after all.
   *
   * @param operationId the update
   * @param changed the device with what it runs, or null when there is nothing to note
   */
  record LateSuccess(String operationId, @Nullable Registration changed) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.LATE_SUCCESS;
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

  /**
   * The device is neither registered nor edited nor retired.
   *
   * @param reason why
   */
  record EditRefused(Refusal reason) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.EDIT_REFUSED;
    }
  }

  /**
   * The device said that it is there, and more.
   *
   * @param registration as it is from now on
   */
  record DeviceHeard(Registration registration) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.DEVICE_HEARD;
    }
  }

  /**
   * The device answered what it was told of an update. What becomes of the operation is decided
   * elsewhere.
   *
   * @param operationId the update
   * @param answer its answer
   */
  record DeviceAnswered(String operationId, DeviceAnswer answer) implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.DEVICE_ANSWERED;
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

  /**
   * The device is to describe itself again.
   *
   * @param registration the device from now on
   */
  record AttributesRequested(Registration registration) implements DockEvent {
    /** Tells whether the device's bridge is commanded to ask it: another device is told itself. */
    public boolean commandsBridge() {
      return registration.channel() == Channel.BRIDGE;
    }

    @Override
    public Kind kind() {
      return Kind.ATTRIBUTES_REQUESTED;
    }
  }

  /** The device that is to describe itself is not known. */
  record AttributesRequestRefused() implements DockEvent {
    @Override
    public Kind kind() {
      return Kind.ATTRIBUTES_REQUEST_REFUSED;
    }
  }
}
