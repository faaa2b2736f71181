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
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.MessageKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the contract's records into the core's entries. */
final class EntryCodec {

  private static final Map<String, State> STATES = byWord(State.values());
  private static final Map<String, Phase> PHASES = byWord(Phase.values());
  private static final Map<String, AckKind> ACK_KINDS = byWord(AckKind.values());
  private static final CauseMembers STATUS_CAUSE =
      new CauseMembers(OperationStatus.getClassSchema());
  private static final CauseMembers EVENT_CAUSE = new CauseMembers(DispatchEvent.getClassSchema());

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
            STATES.getOrDefault(status.getState(), State.UNKNOWN),
            status.getPhase() == null
                ? null
                : PHASES.getOrDefault(status.getPhase(), Phase.UNKNOWN),
            status.getErrorCode()),
        new StatusEntry.Times(
            status.getLastActionAt().toEpochMilli(),
            epochMilli(status.getDeadlineAt()),
            epochMilli(status.getCompletedAt())),
        status.getLateResult() == null
            ? null
            : ACK_KINDS.getOrDefault(status.getLateResult(), AckKind.UNKNOWN),
        cause(STATUS_CAUSE.in(status)));
  }

  static AckEntry ack(long offset, String device, DeviceAck ack) {
    return new AckEntry(
        offset,
        device,
        ack.getOperationId(),
        ACK_KINDS.getOrDefault(ack.getKind(), AckKind.UNKNOWN),
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
    Decision decision = new Decision(offset, device, cause(EVENT_CAUSE.in(event)));
    return event.getOperationId() == null
        ? ofDevice(decision, event)
        : ofOperation(decision.about(event.getOperationId()), event);
  }

  private static Optional<DockEntry> ofOperation(DispatchEntry.About about, DispatchEvent event) {
    return switch (event.getKind()) {
      case DispatchEventKind.UPDATE_ADMITTED ->
          Optional.of(new DispatchEntry.UpdateAdmitted(about, event.getAt().toEpochMilli()));
      case DispatchEventKind.UPDATE_CONFLICTED ->
          Optional.of(new DispatchEntry.UpdateConflicted(about, event.getHolderOperationId()));
      case DispatchEventKind.UPDATE_REFUSED -> Optional.of(new DispatchEntry.UpdateRefused(about));
      case DispatchEventKind.UPDATE_SKIPPED -> Optional.of(new DispatchEntry.UpdateSkipped(about));
      case DispatchEventKind.ADMISSION_REPEATED ->
          Optional.of(new DispatchEntry.AdmissionRepeated(about));
      case DispatchEventKind.UPDATE_DELIVERED ->
          Optional.of(new DispatchEntry.UpdateDelivered(about));
      case DispatchEventKind.FETCH_REFUSED -> Optional.of(new DispatchEntry.FetchRefused(about));
      case DispatchEventKind.DOCK_RELEASED -> Optional.of(new DispatchEntry.DockReleased(about));
      case DispatchEventKind.UPDATE_WITHDRAWN ->
          Optional.of(new DispatchEntry.UpdateWithdrawn(about, event.getForced()));
      case DispatchEventKind.CANCEL_REQUESTED ->
          Optional.of(new DispatchEntry.CancelRequested(about));
      case DispatchEventKind.CANCEL_REFUSED -> Optional.of(new DispatchEntry.CancelRefused(about));
      default -> Optional.empty();
    };
  }

  private static Optional<DockEntry> ofDevice(Decision decision, DispatchEvent event) {
    long offset = decision.offset();
    String device = decision.device();
    return switch (event.getKind()) {
      case DispatchEventKind.DEVICE_REGISTERED ->
          Optional.of(new DeviceEntry.Registered(offset, device));
      case DispatchEventKind.DEVICE_RETIRED -> Optional.of(new DeviceEntry.Retired(offset, device));
      case DispatchEventKind.RETIREMENT_REFUSED ->
          Optional.of(
              new DeviceEntry.RetirementRefused(offset, device, event.getHolderOperationId()));
      default -> Optional.empty();
    };
  }

  /** The core names its constants as the contract names its words. */
  private static <E extends Enum<E>> Map<String, E> byWord(E[] constants) {
    return Arrays.stream(constants)
        .collect(Collectors.toMap(MessageKind::camel, Function.identity()));
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
