package dev.drydock.operation.core;

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
    /** See {@link Succeeded}. */
    SUCCEEDED,
    /** See {@link Failed}. */
    FAILED,
    /** See {@link Rejected}. */
    REJECTED,
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
   */
  record Progress(Device device, Activity activity, @Nullable String progress)
      implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.PROGRESS;
    }
  }

  /**
   * The device says that it is done.
   *
   * @param device the device
   */
  record Succeeded(Device device) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.SUCCEEDED;
    }
  }

  /**
   * The device says that it failed.
   *
   * @param device the device
   * @param message its message, or null when there is none
   */
  record Failed(Device device, @Nullable String message) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.FAILED;
    }
  }

  /**
   * The device says that it will not do it.
   *
   * @param device the device
   * @param message its message, or null when there is none
   */
  record Rejected(Device device, @Nullable String message) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.REJECTED;
    }
  }

  /**
   * A deadline came due.
   *
   * @param deadline what was waited for
   */
  record DeadlinePassed(DeadlineKind deadline) implements OperationInput {
    @Override
    public Kind kind() {
      return Kind.DEADLINE_PASSED;
    }
  }
}
