package dev.drydock.operation.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to an operation: each event is one change, and one revision. */
public sealed interface OperationEvent {

  /** Returns the event's kind, of which the lifecycle speaks. */
  Kind kind();

  /** Returns when it happened. */
  Instant at();

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
    /** The device was not given the update in time. */
    DELIVERY_TIMED_OUT,
    /** The device did not start in time. */
    START_TIMED_OUT,
    /** The device fell silent. */
    PROGRESS_TIMED_OUT
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
  record ProgressReported(Activity activity, @Nullable String progress, Instant at)
      implements OperationEvent {
    @Override
    public Kind kind() {
      return activity.kind();
    }
  }

  /** It is over, and well. */
  record OperationSucceeded(Instant at) implements OperationEvent {
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
  record OperationFailed(Failure failure, Instant at) implements OperationEvent {
    @Override
    public Kind kind() {
      return failure.code().kind();
    }
  }
}
