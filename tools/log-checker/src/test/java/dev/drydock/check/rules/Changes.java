package dev.drydock.check.rules;

import dev.drydock.messages.Cause;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records with one member changed. */
final class Changes {

  private static final CauseMembers STATUS_CAUSE =
      new CauseMembers(OperationStatus.getClassSchema());
  private static final CauseMembers EVENT_CAUSE = new CauseMembers(DispatchEvent.getClassSchema());

  private Changes() {}

  static StatusEntry.Changed moved(StatusEntry.Changed s, long offset) {
    return StatusEntry.Changed.of(offset, s.status());
  }

  static StatusEntry.Changed revised(StatusEntry.Changed s, int revision) {
    return changed(s, builder -> builder.setRevision(revision));
  }

  static StatusEntry.Changed standing(
      StatusEntry.Changed s, String state, @Nullable String phase, @Nullable String errorCode) {
    return changed(s, b -> b.setState(state).setPhase(phase).setErrorCode(errorCode));
  }

  /** When it changed, must change, and ended; null for what it does not say. */
  static StatusEntry.Changed timed(
      StatusEntry.Changed s,
      long lastActionAtMs,
      @Nullable Long deadlineAtMs,
      @Nullable Long completedAtMs) {
    OperationStatus status = Messages.copy(s.status(), new OperationStatus());
    status.put("lastActionAt", Instant.ofEpochMilli(lastActionAtMs));
    status.put("deadlineAt", instant(deadlineAtMs));
    status.put("completedAt", instant(completedAtMs));
    return StatusEntry.Changed.of(s.offset(), status);
  }

  static StatusEntry.Changed late(StatusEntry.Changed s, @Nullable String result) {
    return changed(s, builder -> builder.setLateResult(result));
  }

  static StatusEntry.Changed delayed(StatusEntry.Changed s, long byMs) {
    return timed(s, s.lastActionAtMs() + byMs, s.deadlineAtMs(), s.completedAtMs());
  }

  static StatusEntry.Changed caused(StatusEntry.Changed s, Cause cause) {
    OperationStatus status = OperationStatus.newBuilder(s.status()).build();
    STATUS_CAUSE.set(status, cause);
    return StatusEntry.Changed.of(s.offset(), status);
  }

  /** The cause of another status. */
  static StatusEntry.Changed caused(StatusEntry.Changed s, StatusEntry.Changed other) {
    return caused(s, STATUS_CAUSE.in(other.status()));
  }

  static Decision caused(Decision decision, Topic topic, long offset) {
    DispatchEvent event = DispatchEvent.newBuilder(decision.event()).build();
    EVENT_CAUSE.set(event, Messages.cause(topic, offset));
    return new Decision(decision.offset(), event);
  }

  static Decision moved(Decision decision, long offset) {
    return new Decision(offset, decision.event());
  }

  static Decision kind(Decision decision, String kind) {
    return changed(decision, builder -> builder.setKind(kind));
  }

  static Decision forced(Decision decision, boolean forced) {
    return changed(decision, builder -> builder.setForced(forced));
  }

  static Decision holder(Decision decision, @Nullable String operationId) {
    return changed(decision, builder -> builder.setHolderOperationId(operationId));
  }

  static Decision about(Decision decision, String operationId) {
    return changed(decision, builder -> builder.setOperationId(operationId));
  }

  static Decision at(Decision decision, long atMs) {
    return changed(decision, builder -> builder.setAt(Instant.ofEpochMilli(atMs)));
  }

  static Ack said(Ack ack, String kind) {
    return new Ack(ack.offset(), DeviceAck.newBuilder(ack.message()).setKind(kind).build());
  }

  private static Decision changed(Decision decision, Consumer<DispatchEvent.Builder> change) {
    DispatchEvent.Builder builder = DispatchEvent.newBuilder(decision.event());
    change.accept(builder);
    return new Decision(decision.offset(), builder.build());
  }

  private static StatusEntry.Changed changed(
      StatusEntry.Changed s, Consumer<OperationStatus.Builder> change) {
    OperationStatus.Builder builder = OperationStatus.newBuilder(s.status());
    change.accept(builder);
    return StatusEntry.Changed.of(s.offset(), builder.build());
  }

  private static @Nullable Instant instant(@Nullable Long epochMilli) {
    return epochMilli == null ? null : Instant.ofEpochMilli(epochMilli);
  }
}
