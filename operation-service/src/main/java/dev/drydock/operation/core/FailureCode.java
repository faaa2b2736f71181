package dev.drydock.operation.core;

/** Why an operation failed, or was cancelled by its device, in the words that callers see. */
public enum FailureCode {
  /** The device was not given the update in time. */
  DELIVERY_TIMEOUT("deliveryTimeout", OperationEvent.Kind.DELIVERY_TIMED_OUT),
  /** The device was given the update and did not start in time. */
  START_TIMEOUT("startTimeout", OperationEvent.Kind.START_TIMED_OUT),
  /** The device fell silent. */
  PROGRESS_TIMEOUT("progressTimeout", OperationEvent.Kind.PROGRESS_TIMED_OUT),
  /** The device was asked to stop, and said nothing to that. */
  CANCEL_TIMEOUT("cancelTimeout", OperationEvent.Kind.CANCEL_TIMED_OUT),
  /** The device tried, and says that it failed. */
  DEVICE_REPORTED_FAILURE("deviceReportedFailure", OperationEvent.Kind.DEVICE_FAILED),
  /** The device says that it will not do it. */
  REJECTED_BY_DEVICE("rejectedByDevice", OperationEvent.Kind.DEVICE_REJECTED),
  /** The device stopped, and no cancel of the operation is known. */
  CANCELLED_BY_DEVICE("cancelledByDevice", OperationEvent.Kind.DEVICE_CANCELLED);

  private final String code;
  private final OperationEvent.Kind kind;

  FailureCode(String code, OperationEvent.Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  /** Returns the word that callers see. */
  public String code() {
    return code;
  }

  OperationEvent.Kind kind() {
    return kind;
  }
}
