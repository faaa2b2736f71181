package dev.drydock.operation.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reaches an operation. */
public sealed interface OperationInput {

  /** Tells the inputs apart, for an exhaustive switch. */
  Kind kind();

  /** Returns the device that it is about; null for a timer, which knows the operation alone. */
  default @Nullable Device device() {
    return null;
  }

  /** The kinds of inputs. */
  enum Kind {
    /** See {@link Admitted}. */
    ADMITTED,
    /** See {@link Delivered}. */
    DELIVERED,
    /** See {@link Progress}. */
    PROGRESS,
    /** See {@link Ended}. */
    ENDED,
    /** See {@link CancelRequested}. */
    CANCEL_REQUESTED,
    /** See {@link CancelRefused}. */
    CANCEL_REFUSED,
    /** See {@link Withdrawn}. */
    WITHDRAWN,
    /** See {@link DeadlinePassed}. */
    DEADLINE_PASSED
  }

  /**
   * The dock admitted an update.
   *
   * @param operationId the operation
   * @param device the device
   * @param update what was asked for
   */
  record Admitted(String operationId, Device device, RequestedUpdate update)
      implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.ADMITTED;
    }
  }

  /**
   * The dock gave the device the update.
   *
   * @param device the device
   */
  record Delivered(Device device) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.DELIVERED;
    }
  }

  /**
   * The device says that it works.
   *
   * @param device the device
   * @param activity what it is at
   * @param progress how far, in its own words, or null when it did not say
   * @param said what came with it
   */
  record Progress(Device device, Activity activity, @Nullable String progress, FeedbackDetails said)
      implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.PROGRESS;
    }
  }

  /**
   * The device's final report.
   *
   * @param device the device
   * @param result its word
   * @param said what came with it
   */
  record Ended(Device device, DeviceResult result, FeedbackDetails said) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.ENDED;
    }
  }

  /**
   * A caller wants it cancelled, and the device is asked to stop.
   *
   * @param device the device
   * @param cancellation who, and when
   */
  record CancelRequested(Device device, Cancellation cancellation) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REQUESTED;
    }
  }

  /**
   * The device says that it does not stop.
   *
   * @param device the device
   * @param said what came with it
   */
  record CancelRefused(Device device, FeedbackDetails said) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REFUSED;
    }
  }

  /**
   * A caller ended it, and the device is not asked.
   *
   * @param device the device
   * @param cancellation who, when, and whether by force
   */
  record Withdrawn(Device device, Cancellation cancellation) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.WITHDRAWN;
    }
  }

  /**
   * A deadline came due.
   *
   * @param deadline what was waited for
   * @param graceUntil until when the device has time after an outage; null when there was none
   */
  record DeadlinePassed(DeadlineKind deadline, @Nullable Instant graceUntil)
      implements OperationInput {

    /** A deadline that is looked at in time. */
    public DeadlinePassed(DeadlineKind deadline) {
      this(deadline, null);
    }

    @Override
    public Kind kind() {
      return Kind.DEADLINE_PASSED;
    }
  }
}
