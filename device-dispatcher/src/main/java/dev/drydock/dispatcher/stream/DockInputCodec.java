package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DockInput;
import dev.drydock.dispatcher.core.IdempotencyKey;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.SoftwareVersions;
import dev.drydock.messages.Actor;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeadLetterReason;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Turns records into inputs of the dock. */
final class DockInputCodec {

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  private DockInputCodec() {}

  /**
   * Returns the input that a record is, or nothing when the dock has no use for it.
   *
   * @throws UnfitException when the record cannot be an input of a dock
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
      RequestUpdate request = command.getRequestUpdate();
      return new DockInput.RequestUpdate(request.getOperationId(), key(request.getIdempotency()));
    }
    if (command.getRegisterDevice() != null) {
      return new DockInput.RegisterDevice(
          caller(command.getRequestedBy()),
          versions(command.getRegisterDevice().getSoftwareVersions()));
    }
    if (command.getRetireDevice() != null) {
      return new DockInput.RetireDevice();
    }
    throw new UnfitException(
        DeadLetterReason.UNKNOWN_KIND,
        "Expected a request, a registration or a retirement, but it is none of them.");
  }

  private static @Nullable IdempotencyKey key(@Nullable Idempotency idempotency) {
    if (idempotency == null) {
      return null;
    }
    if (!isHash(idempotency.getKey()) || !isHash(idempotency.getBody())) {
      throw new UnfitException(
          DeadLetterReason.INVALID,
          "Expected hashes of 64 hexadecimal digits in the request's idempotency, but they are"
              + " others.");
    }
    return new IdempotencyKey(idempotency.getKey(), idempotency.getBody());
  }

  private static boolean isHash(String text) {
    return HASH.matcher(text).matches();
  }

  private static SoftwareVersions versions(Map<String, String> byType) {
    if (!SoftwareVersions.fit(byType)) {
      throw new UnfitException(
          DeadLetterReason.INVALID,
          "Expected versions of at most "
              + SoftwareVersions.MAX_TYPES
              + " kinds of software, all of 1 to "
              + SoftwareVersions.MAX_LENGTH
              + " characters, but they are more or others.");
    }
    return SoftwareVersions.of(byType);
  }

  private static Optional<DockInput> ack(DeviceAck ack) {
    return ack.getKind() == DeviceAckKind.FETCHED
        ? Optional.of(new DockInput.FetchUpdate(ack.getOperationId()))
        : Optional.empty();
  }

  private static Optional<DockInput> status(OperationStatus status) {
    String operationId = status.getOperationId();
    return switch (status.getState()) {
      case SUCCESSFUL -> {
        Software installed = new Software(status.getSoftwareType(), status.getSoftwareVersion());
        yield Optional.of(new DockInput.EndOperation(operationId, installed));
      }
      case FAILED, CANCELLED -> Optional.of(new DockInput.EndOperation(operationId, null));
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

  /** A record that no dock can apply. */
  static final class UnfitException extends RuntimeException {

    private final DeadLetterReason reason;

    UnfitException(DeadLetterReason reason, String message) {
      super(message);
      this.reason = reason;
    }

    DeadLetterReason reason() {
      return reason;
    }
  }
}
