package dev.drydock.operation.core;

import static dev.drydock.operation.core.OperationEvent.Kind.ADMITTED;
import static dev.drydock.operation.core.OperationEvent.Kind.CANCEL_REFUSED;
import static dev.drydock.operation.core.OperationEvent.Kind.CANCEL_REQUESTED;
import static dev.drydock.operation.core.OperationEvent.Kind.CANCEL_TIMED_OUT;
import static dev.drydock.operation.core.OperationEvent.Kind.DEADLINE_EXTENDED;
import static dev.drydock.operation.core.OperationEvent.Kind.DELIVERED;
import static dev.drydock.operation.core.OperationEvent.Kind.DELIVERY_TIMED_OUT;
import static dev.drydock.operation.core.OperationEvent.Kind.DEVICE_CANCELLED;
import static dev.drydock.operation.core.OperationEvent.Kind.DEVICE_FAILED;
import static dev.drydock.operation.core.OperationEvent.Kind.DEVICE_REJECTED;
import static dev.drydock.operation.core.OperationEvent.Kind.DOWNLOADING_REPORTED;
import static dev.drydock.operation.core.OperationEvent.Kind.INSTALLING_REPORTED;
import static dev.drydock.operation.core.OperationEvent.Kind.LATE_CANCEL;
import static dev.drydock.operation.core.OperationEvent.Kind.LATE_RESULT;
import static dev.drydock.operation.core.OperationEvent.Kind.PROGRESS_TIMED_OUT;
import static dev.drydock.operation.core.OperationEvent.Kind.START_TIMED_OUT;
import static dev.drydock.operation.core.OperationEvent.Kind.SUCCEEDED;
import static dev.drydock.operation.core.OperationEvent.Kind.WITHDRAWN;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of an operation: which event leads from which phase to which. A pair that is not in the
 * table does not happen. More time leaves the phase as it is, unless it is final.
 */
public final class Lifecycle {

  private static final Map<OperationEvent.Kind, Phase> BEGIN = Map.of(ADMITTED, Phase.ADMITTED);

  private static final Map<Phase, Map<OperationEvent.Kind, Phase>> TABLE =
      Map.of(
          Phase.ADMITTED,
          Map.of(
              DELIVERED, Phase.DELIVERED,
              // A bridge never fetches: its device's first report tells of the delivery, too.
              DOWNLOADING_REPORTED, Phase.DOWNLOADING,
              INSTALLING_REPORTED, Phase.INSTALLING,
              SUCCEEDED, Phase.SUCCESSFUL,
              DEVICE_FAILED, Phase.FAILED,
              DEVICE_REJECTED, Phase.FAILED,
              DEVICE_CANCELLED, Phase.CANCELLED,
              CANCEL_REQUESTED, Phase.CANCEL_REQUESTED,
              WITHDRAWN, Phase.CANCELLED,
              DELIVERY_TIMED_OUT, Phase.FAILED),
          Phase.DELIVERED,
          Map.of(
              DOWNLOADING_REPORTED, Phase.DOWNLOADING,
              INSTALLING_REPORTED, Phase.INSTALLING,
              SUCCEEDED, Phase.SUCCESSFUL,
              DEVICE_FAILED, Phase.FAILED,
              DEVICE_REJECTED, Phase.FAILED,
              DEVICE_CANCELLED, Phase.CANCELLED,
              CANCEL_REQUESTED, Phase.CANCEL_REQUESTED,
              WITHDRAWN, Phase.CANCELLED,
              START_TIMED_OUT, Phase.FAILED),
          Phase.DOWNLOADING,
          Map.of(
              DOWNLOADING_REPORTED, Phase.DOWNLOADING,
              INSTALLING_REPORTED, Phase.INSTALLING,
              SUCCEEDED, Phase.SUCCESSFUL,
              DEVICE_FAILED, Phase.FAILED,
              DEVICE_REJECTED, Phase.FAILED,
              DEVICE_CANCELLED, Phase.CANCELLED,
              CANCEL_REQUESTED, Phase.CANCEL_REQUESTED,
              WITHDRAWN, Phase.CANCELLED,
              PROGRESS_TIMED_OUT, Phase.FAILED),
          Phase.INSTALLING,
          Map.of(
              // A report that was overtaken never leads back.
              DOWNLOADING_REPORTED, Phase.INSTALLING,
              INSTALLING_REPORTED, Phase.INSTALLING,
              SUCCEEDED, Phase.SUCCESSFUL,
              DEVICE_FAILED, Phase.FAILED,
              DEVICE_REJECTED, Phase.FAILED,
              DEVICE_CANCELLED, Phase.CANCELLED,
              CANCEL_REQUESTED, Phase.CANCEL_REQUESTED,
              WITHDRAWN, Phase.CANCELLED,
              PROGRESS_TIMED_OUT, Phase.FAILED),
          Phase.CANCEL_REQUESTED,
          Map.of(
              // What it reports meanwhile answers nothing.
              DOWNLOADING_REPORTED, Phase.CANCEL_REQUESTED,
              INSTALLING_REPORTED, Phase.CANCEL_REQUESTED,
              SUCCEEDED, Phase.SUCCESSFUL,
              DEVICE_FAILED, Phase.FAILED,
              DEVICE_REJECTED, Phase.FAILED,
              DEVICE_CANCELLED, Phase.CANCELLED,
              CANCEL_REFUSED, Phase.INSTALLING,
              WITHDRAWN, Phase.CANCELLED,
              CANCEL_TIMED_OUT, Phase.FAILED),
          Phase.SUCCESSFUL,
          Map.of(LATE_RESULT, Phase.SUCCESSFUL),
          Phase.FAILED,
          Map.of(LATE_RESULT, Phase.FAILED),
          Phase.CANCELLED,
          Map.of(LATE_RESULT, Phase.CANCELLED, LATE_CANCEL, Phase.CANCELLED));

  private Lifecycle() {}

  /**
   * Returns the phase after an event, or nothing when that event cannot happen there.
   *
   * @param from the phase before; null when there is no operation yet
   */
  public static Optional<Phase> next(@Nullable Phase from, OperationEvent.Kind event) {
    if (event == DEADLINE_EXTENDED) {
      return Optional.ofNullable(from).filter(phase -> !phase.isFinal());
    }
    return Optional.ofNullable((from == null ? BEGIN : TABLE.get(from)).get(event));
  }
}
