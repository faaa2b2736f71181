package dev.drydock.operation.stream;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.operation.core.DeadlineKind;
import dev.drydock.operation.core.DeviceResult;
import dev.drydock.operation.core.Phase;
import dev.drydock.operation.core.State;
import org.jspecify.annotations.Nullable;

/** The contract's words for what an operation is and waits for. */
final class StatusWords {

  private StatusWords() {}

  static String of(State state) {
    return switch (state) {
      case QUEUED -> OperationState.QUEUED;
      case IN_PROGRESS -> OperationState.IN_PROGRESS;
      case SUCCESSFUL -> OperationState.SUCCESSFUL;
      case FAILED -> OperationState.FAILED;
      case CANCELLED -> OperationState.CANCELLED;
    };
  }

  /** Returns null for the phase of an operation that is final. */
  static @Nullable String of(Phase phase) {
    return switch (phase) {
      case ADMITTED -> OperationPhase.ADMITTED;
      case DELIVERED -> OperationPhase.DELIVERED;
      case DOWNLOADING -> OperationPhase.DOWNLOADING;
      case INSTALLING -> OperationPhase.INSTALLING;
      case CANCEL_REQUESTED -> OperationPhase.CANCEL_REQUESTED;
      case SUCCESSFUL, FAILED, CANCELLED -> null;
    };
  }

  static String of(DeadlineKind kind) {
    return switch (kind) {
      case DELIVERY -> dev.drydock.messages.DeadlineKind.DELIVERY;
      case START -> dev.drydock.messages.DeadlineKind.START;
      case PROGRESS -> dev.drydock.messages.DeadlineKind.PROGRESS;
      case CANCEL -> dev.drydock.messages.DeadlineKind.CANCEL;
    };
  }

  static String of(DeviceResult result) {
    return switch (result) {
      case SUCCEEDED -> DeviceAckKind.SUCCEEDED;
      case FAILED -> DeviceAckKind.FAILED;
      case REJECTED -> DeviceAckKind.REJECTED;
      case CANCELLED -> DeviceAckKind.CANCELLED;
    };
  }
}
