package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DockInput;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.Actor;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Turns records into inputs of the dock. */
final class DockInputCodec {

  private DockInputCodec() {}

  /**
   * Returns the input that a record is, or nothing when the dock has no use for it.
   *
   * @throws UnknownKindException when this build does not know the record's kind
   */
  static Optional<DockInput> input(SpecificRecord value) {
    if (value instanceof UpdateCommand command) {
      return Optional.of(command(command));
    }
    if (value instanceof DeviceAck ack) {
      return ack(ack);
    }
    return status((OperationStatus) value);
  }

  private static DockInput command(UpdateCommand command) {
    if (command.getRequestUpdate() != null) {
      return new DockInput.RequestUpdate(command.getRequestUpdate().getOperationId());
    }
    if (command.getRegisterDevice() != null) {
      return new DockInput.RegisterDevice(caller(command.getRequestedBy()));
    }
    throw new UnknownKindException("Expected a request or a registration, but it is neither.");
  }

  private static Optional<DockInput> ack(DeviceAck ack) {
    return ack.getKind() == DeviceAckKind.FETCHED
        ? Optional.of(new DockInput.FetchUpdate(ack.getOperationId()))
        : Optional.empty();
  }

  private static Optional<DockInput> status(OperationStatus status) {
    return switch (status.getState()) {
      case SUCCESSFUL, FAILED, CANCELLED ->
          Optional.of(new DockInput.EndOperation(status.getOperationId()));
      case QUEUED, IN_PROGRESS, UNKNOWN -> Optional.empty();
    };
  }

  private static Registration.Caller caller(Actor actor) {
    return new Registration.Caller(
        actor.getApplicationId(),
        actor.getApplicationName(),
        actor.getUserId(),
        actor.getUserName(),
        actor.getDeviceId());
  }

  /** A record of a kind that came into the contract after this build. */
  static final class UnknownKindException extends RuntimeException {
    UnknownKindException(String message) {
      super(message);
    }
  }
}
