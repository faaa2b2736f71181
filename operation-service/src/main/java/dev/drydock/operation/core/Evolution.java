package dev.drydock.operation.core;

import org.jspecify.annotations.Nullable;

/** What an event changes of an operation. */
final class Evolution {

  private Evolution() {}

  static Operation after(@Nullable Operation operation, OperationEvent event) {
    Phase next = next(operation, event);
    if (operation == null) {
      return Operation.admitted((OperationEvent.OperationAdmitted) event, next);
    }
    if (event instanceof OperationEvent.DeadlineExtended extended) {
      return operation.extended(extended.until());
    }
    Actor by = actor(operation, event);
    boolean byDevice = by.deviceId() != null;
    Operation changed =
        operation.changed(
            next, operation.times().changed(event.at(), next != operation.phase(), byDevice), by);
    return switch (event.kind()) {
      case DOWNLOADING_REPORTED, INSTALLING_REPORTED ->
          reported(changed, (OperationEvent.ProgressReported) event);
      case SUCCEEDED -> changed.started();
      case DEVICE_FAILED -> failed(changed, event).started();
      case DEVICE_REJECTED,
          DELIVERY_TIMED_OUT,
          START_TIMED_OUT,
          PROGRESS_TIMED_OUT,
          CANCEL_TIMED_OUT ->
          failed(changed, event);
      case CANCEL_REQUESTED ->
          changed.withCancellation(
              ((OperationEvent.OperationCancelRequested) event).cancellation());
      case WITHDRAWN ->
          changed.withCancellation(((OperationEvent.OperationWithdrawn) event).cancellation());
      case CANCEL_REFUSED ->
          refused(changed, (OperationEvent.OperationCancelRefused) event).started();
      case LATE_RESULT -> late(changed, (OperationEvent.LateResultReported) event);
      case LATE_CANCEL -> changed.cancelledBy(((OperationEvent.LateCancel) event).cancellation());
      case DEVICE_CANCELLED -> cancelled(changed, (OperationEvent.OperationCancelled) event);
      case ADMITTED, DELIVERED, DEADLINE_EXTENDED -> changed;
    };
  }

  private static Phase next(@Nullable Operation operation, OperationEvent event) {
    return Lifecycle.next(operation == null ? null : operation.phase(), event.kind())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected an event of the operation's life, but "
                        + event
                        + " cannot follow on "
                        + (operation == null ? "nothing" : operation)));
  }

  private static Operation reported(Operation changed, OperationEvent.ProgressReported report) {
    // What was said of an earlier activity would be misread as progress of the present one.
    boolean overtaken =
        changed.phase() == Phase.INSTALLING && report.activity() == Activity.DOWNLOADING;
    return changed
        .started()
        .reported(overtaken ? null : report.progress())
        .logged(report.logLines());
  }

  private static Operation failed(Operation changed, OperationEvent event) {
    return changed.withFailure(((OperationEvent.OperationFailed) event).failure());
  }

  private static Operation cancelled(Operation changed, OperationEvent.OperationCancelled event) {
    return event.unasked() == null ? changed : changed.withFailure(event.unasked());
  }

  private static Operation refused(Operation changed, OperationEvent.OperationCancelRefused event) {
    Cancellation request = changed.cancellation();
    return request == null
        ? changed
        : changed
            .withCancellation(request.refused(event.at(), event.words()))
            .logged(event.logLines());
  }

  private static Operation late(Operation changed, OperationEvent.LateResultReported event) {
    return changed.withLateResult(new LateResult(event.result(), event.at(), event.message()));
  }

  private static Actor actor(Operation operation, OperationEvent event) {
    return switch (event.kind()) {
      case ADMITTED -> operation.update().requestedBy();
      case CANCEL_REQUESTED ->
          ((OperationEvent.OperationCancelRequested) event).cancellation().requestedBy();
      case WITHDRAWN -> ((OperationEvent.OperationWithdrawn) event).cancellation().requestedBy();
      case LATE_CANCEL -> ((OperationEvent.LateCancel) event).cancellation().requestedBy();
      case DELIVERED,
          DOWNLOADING_REPORTED,
          INSTALLING_REPORTED,
          SUCCEEDED,
          DEVICE_FAILED,
          DEVICE_REJECTED,
          DEVICE_CANCELLED,
          CANCEL_REFUSED,
          LATE_RESULT ->
          Actor.of(operation.device());
      case DELIVERY_TIMED_OUT,
          START_TIMED_OUT,
          PROGRESS_TIMED_OUT,
          CANCEL_TIMED_OUT,
          DEADLINE_EXTENDED ->
          Actor.DRYDOCK;
    };
  }
}
