package dev.drydock.check.kafka;

import dev.drydock.check.core.AckEntry;
import dev.drydock.check.core.AckKind;
import dev.drydock.check.core.CancelEntry;
import dev.drydock.check.core.CommandEntry;
import dev.drydock.check.core.DeviceEntry;
import dev.drydock.check.core.DispatchEntry;
import dev.drydock.check.core.DockEntry;
import dev.drydock.check.core.LogCause;
import dev.drydock.check.core.LogTopic;
import dev.drydock.check.core.Phase;
import dev.drydock.check.core.Position;
import dev.drydock.check.core.RequestEntry;
import dev.drydock.check.core.State;
import dev.drydock.check.core.StatusEntry;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the contract's records into the core's entries. */
final class EntryCodec {

  private EntryCodec() {}

  /** Returns the topic of that name without an installation's prefix, if it is checked. */
  static Optional<LogTopic> topic(String baseName) {
    for (LogTopic topic : LogTopic.values()) {
      if (topic.baseName().equals(baseName)) {
        return Optional.of(topic);
      }
    }
    return Optional.empty();
  }

  static StatusEntry status(long offset, String device, OperationStatus status) {
    return new StatusEntry.Changed(
        offset,
        device,
        status.getOperationId(),
        status.getRevision(),
        new StatusEntry.Standing(
            State.valueOf(status.getState().name()),
            status.getPhase() == null ? null : Phase.valueOf(status.getPhase().name()),
            status.getErrorCode()),
        new StatusEntry.Times(
            status.getLastActionAt().toEpochMilli(),
            epochMilli(status.getDeadlineAt()),
            epochMilli(status.getCompletedAt())),
        status.getLateResult() == null
            ? null
            : AckKind.valueOf(status.getLateResult().getResult().name()),
        cause(status.getCause()));
  }

  static AckEntry ack(long offset, String device, DeviceAck ack) {
    return new AckEntry(
        offset,
        device,
        ack.getOperationId(),
        AckKind.valueOf(ack.getKind().name()),
        ack.getProgress());
  }

  private static @Nullable Long epochMilli(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** Returns the command, if it is about an operation. */
  static Optional<CommandEntry> command(long offset, String device, UpdateCommand command) {
    if (command.getCancelOperation() != null) {
      return Optional.of(
          new CancelEntry(
              offset,
              device,
              command.getCancelOperation().getOperationId(),
              command.getRequestedAt().toEpochMilli(),
              command.getCancelOperation().getForce()));
    }
    return Optional.ofNullable(command.getRequestUpdate())
        .map(
            request ->
                new RequestEntry(
                    offset,
                    device,
                    request.getOperationId(),
                    command.getRequestedAt().toEpochMilli(),
                    key(request.getIdempotency())));
  }

  private static RequestEntry.@Nullable Key key(@Nullable Idempotency idempotency) {
    return idempotency == null
        ? null
        : new RequestEntry.Key(idempotency.getKey(), idempotency.getBody());
  }

  /** Returns the decision that an event is, if this build knows its kind. */
  static Optional<DockEntry> dispatch(long offset, String device, DispatchEvent event) {
    Decision decision = new Decision(offset, device, cause(event.getCause()));
    if (event.getUpdateAdmitted() != null) {
      String operationId = event.getUpdateAdmitted().getOperationId();
      return Optional.of(
          new DispatchEntry.UpdateAdmitted(
              decision.about(operationId), event.getAt().toEpochMilli()));
    }
    if (event.getUpdateConflicted() != null) {
      var conflict = event.getUpdateConflicted();
      return Optional.of(
          new DispatchEntry.UpdateConflicted(
              decision.about(conflict.getOperationId()), conflict.getHolderOperationId()));
    }
    if (event.getUpdateRefused() != null) {
      String operationId = event.getUpdateRefused().getOperationId();
      return Optional.of(new DispatchEntry.UpdateRefused(decision.about(operationId)));
    }
    if (event.getAdmissionRepeated() != null) {
      String operationId = event.getAdmissionRepeated().getOperationId();
      return Optional.of(new DispatchEntry.AdmissionRepeated(decision.about(operationId)));
    }
    return delivery(decision, event)
        .or(() -> cancel(decision, event))
        .or(() -> ofDevice(decision, event));
  }

  private static Optional<DockEntry> delivery(Decision decision, DispatchEvent event) {
    if (event.getUpdateDelivered() != null) {
      String operationId = event.getUpdateDelivered().getOperationId();
      return Optional.of(new DispatchEntry.UpdateDelivered(decision.about(operationId)));
    }
    if (event.getFetchRefused() != null) {
      String operationId = event.getFetchRefused().getOperationId();
      return Optional.of(new DispatchEntry.FetchRefused(decision.about(operationId)));
    }
    return Optional.ofNullable(event.getDockReleased())
        .map(released -> new DispatchEntry.DockReleased(decision.about(released.getOperationId())));
  }

  private static Optional<DockEntry> cancel(Decision decision, DispatchEvent event) {
    if (event.getUpdateWithdrawn() != null) {
      var withdrawal = event.getUpdateWithdrawn();
      return Optional.of(
          new DispatchEntry.UpdateWithdrawn(
              decision.about(withdrawal.getOperationId()), withdrawal.getForced()));
    }
    if (event.getCancelRequested() != null) {
      String operationId = event.getCancelRequested().getOperationId();
      return Optional.of(new DispatchEntry.CancelRequested(decision.about(operationId)));
    }
    return Optional.ofNullable(event.getCancelRefused())
        .map(refused -> new DispatchEntry.CancelRefused(decision.about(refused.getOperationId())));
  }

  private static Optional<DockEntry> ofDevice(Decision decision, DispatchEvent event) {
    long offset = decision.offset();
    String device = decision.device();
    if (event.getDeviceRegistered() != null) {
      return Optional.of(new DeviceEntry.Registered(offset, device));
    }
    if (event.getDeviceRetired() != null) {
      return Optional.of(new DeviceEntry.Retired(offset, device));
    }
    return Optional.ofNullable(event.getRetirementRefused())
        .map(
            refused ->
                new DeviceEntry.RetirementRefused(offset, device, refused.getHolderOperationId()));
  }

  private static LogCause cause(Cause cause) {
    if (cause.getTimer() != null && cause.getDueAt() != null) {
      return new LogCause.Timer(
          cause.getTimer(), cause.getPartition(), cause.getDueAt().toEpochMilli());
    }
    Optional<LogTopic> topic = Optional.ofNullable(cause.getTopic()).flatMap(EntryCodec::topic);
    if (topic.isEmpty() || cause.getOffset() == null) {
      return new LogCause.Unknown(cause.toString());
    }
    return new LogCause.Input(new Position(topic.get(), cause.getPartition(), cause.getOffset()));
  }

  private record Decision(long offset, String device, LogCause cause) {
    DispatchEntry.About about(String operationId) {
      return new DispatchEntry.About(offset, device, operationId, cause);
    }
  }
}
