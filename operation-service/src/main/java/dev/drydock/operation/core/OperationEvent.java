package dev.drydock.operation.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an operation: each event is one change, and one revision. */
public sealed interface OperationEvent {

  /** Returns the event's kind, of which the lifecycle speaks. */
  Kind kind();

  /** Returns when it happened. */
  Instant at();

  /** Returns the lines of the device's log that came with it. */
  default List<String> logLines() {
    return List.of();
  }

  /** The kinds of events. */
  enum Kind {
    /** The dock admitted the update. */
    ADMITTED,
    /** The device was given the update. */
    DELIVERED,
    /** The device said that it downloads. */
    DOWNLOADING_REPORTED,
    /** The device said that it installs. */
    INSTALLING_REPORTED,
    /** The device said that it is done. */
    SUCCEEDED,
    /** The device said that it failed. */
    DEVICE_FAILED,
    /** The device said that it will not do it. */
    DEVICE_REJECTED,
    /** The device was asked to stop. */
    CANCEL_REQUESTED,
    /** The device stopped, as it was asked to. */
    DEVICE_CANCELLED,
    /** The device was asked to stop, and goes on. */
    CANCEL_REFUSED,
    /** A caller ended it without the device being asked. */
    WITHDRAWN,
    /** The device was not given the update in time. */
    DELIVERY_TIMED_OUT,
    /** The device did not start in time. */
    START_TIMED_OUT,
    /** The device fell silent. */
    PROGRESS_TIMED_OUT,
    /** The device did not say in time whether it stops. */
    CANCEL_TIMED_OUT,
    /** A deadline ran out in an outage: the device has some more time. */
    DEADLINE_EXTENDED,
    /** The device said something else than the end, after the end. */
    LATE_RESULT,
    /** The request that a device's cancel had answered was read after it. */
    LATE_CANCEL
  }

  /**
   * The operation begins.
   *
   * @param operationId the operation
   * @param device the device
   * @param update what was asked for
   */
  record OperationAdmitted(String operationId, Device device, RequestedUpdate update, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.ADMITTED;
    }
  }

  /** The device has been given the update. */
  record OperationDelivered(Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.DELIVERED;
    }
  }

  /**
   * The device works on it.
   *
   * @param activity what it is at
   * @param progress how far, in its own words, or null when it did not say
   */
  record ProgressReported(
      Activity activity, @Nullable String progress, List<String> logLines, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return activity.kind();
    }
  }

  /**
   * The device is asked to stop.
   *
   * @param cancellation by whom
   */
  record OperationCancelRequested(Cancellation cancellation, Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REQUESTED;
    }
  }

  /**
   * The device was asked to stop, and goes on.
   *
   * @param words what it said to that, or null when it said nothing
   */
  record OperationCancelRefused(@Nullable String words, List<String> logLines, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REFUSED;
    }
  }

  /**
   * A deadline ran out in an outage: the device has some more time.
   *
   * @param until no deadline passes before
   */
  record DeadlineExtended(Instant until, Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.DEADLINE_EXTENDED;
    }
  }

  /**
   * It is over: the device stopped.
   *
   * @param unasked what the device said, when no cancel of the operation is known; null otherwise
   */
  record OperationCancelled(@Nullable Failure unasked, List<String> logLines, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.DEVICE_CANCELLED;
    }
  }

  /**
   * It is over: a caller ended it without the device being asked.
   *
   * @param cancellation who, and whether by force
   */
  record OperationWithdrawn(Cancellation cancellation, Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.WITHDRAWN;
    }
  }

  /** It is over, and well. */
  record OperationSucceeded(List<String> logLines, Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.SUCCEEDED;
    }
  }

  /**
   * It is over, and not well.
   *
   * @param failure why
   */
  record OperationFailed(Failure failure, List<String> logLines, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return failure.code().kind();
    }
  }

  /**
   * The device said something else than the end, after the end, which stays.
   *
   * @param result its word
   * @param message its message, or null when there is none
   */
  record LateResultReported(
      DeviceResult result, @Nullable String message, List<String> logLines, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.LATE_RESULT;
    }
  }

  /**
   * The device had stopped as it was asked to: its answer was read before the request.
   *
   * @param cancellation by whom
   */
  record LateCancel(Cancellation cancellation, Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return Kind.LATE_CANCEL;
    }
  }
}
