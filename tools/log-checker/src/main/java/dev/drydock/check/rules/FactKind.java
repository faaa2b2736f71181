package dev.drydock.check.rules;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.schemas.Topic;
import java.util.Set;

/** What a record can be the cause of something as. */
enum FactKind {
  REQUEST(Topic.UPDATE_COMMANDS),
  /** A repeated request, perhaps with another operation's id. */
  REPEATED_REQUEST(Topic.UPDATE_COMMANDS),
  PLAIN_CANCEL(Topic.UPDATE_COMMANDS),
  FORCED_CANCEL(Topic.UPDATE_COMMANDS),
  ANY_CANCEL(PLAIN_CANCEL, FORCED_CANCEL),
  ADMISSION(Topic.DISPATCH_EVENTS),
  DELIVERY(Topic.DISPATCH_EVENTS),
  WITHDRAWAL(Topic.DISPATCH_EVENTS),
  CANCEL_REQUEST(Topic.DISPATCH_EVENTS),
  OTHER_DECISION(Topic.DISPATCH_EVENTS),
  WITHDRAWAL_OR_CANCEL_REQUEST(WITHDRAWAL, CANCEL_REQUEST),
  CANCEL_OR_ADMISSION(WITHDRAWAL, CANCEL_REQUEST, ADMISSION),
  FETCHED(Topic.DEVICE_ACKS),
  PROGRESS(Topic.DEVICE_ACKS),
  SUCCEEDED(Topic.DEVICE_ACKS),
  FAILED(Topic.DEVICE_ACKS),
  REJECTED(Topic.DEVICE_ACKS),
  CANCELLED(Topic.DEVICE_ACKS),
  CANCEL_REFUSED(Topic.DEVICE_ACKS),
  OTHER_ACK(Topic.DEVICE_ACKS),
  PROGRESS_OR_CANCEL_REFUSED(PROGRESS, CANCEL_REFUSED);

  private final Topic topic;
  private final Set<FactKind> alternatives;

  FactKind(Topic topic) {
    this.topic = topic;
    this.alternatives = Set.of();
  }

  /** Any of several will do. */
  FactKind(FactKind... alternatives) {
    this.topic = alternatives[0].topic;
    this.alternatives = Set.of(alternatives);
  }

  /** Returns where such a record stands. */
  Topic topic() {
    return topic;
  }

  /** Tells whether a record that is of a kind will do. */
  boolean isMetBy(FactKind kind) {
    return kind == this || alternatives.contains(kind);
  }

  static FactKind of(Ack ack) {
    return ofAck(ack.message().getKind());
  }

  /** Returns the kind of fact that an ack of a kind is. */
  static FactKind ofAck(String kind) {
    return switch (kind) {
      case DeviceAckKind.FETCHED -> FETCHED;
      case DeviceAckKind.PROGRESS -> PROGRESS;
      case DeviceAckKind.SUCCEEDED -> SUCCEEDED;
      case DeviceAckKind.FAILED -> FAILED;
      case DeviceAckKind.REJECTED -> REJECTED;
      case DeviceAckKind.CANCELLED -> CANCELLED;
      case DeviceAckKind.CANCEL_REFUSED -> CANCEL_REFUSED;
      default -> OTHER_ACK;
    };
  }

  static FactKind of(Decision decision) {
    return switch (decision.kind()) {
      case DispatchEventKind.UPDATE_ADMITTED -> ADMISSION;
      case DispatchEventKind.UPDATE_DELIVERED -> DELIVERY;
      case DispatchEventKind.UPDATE_WITHDRAWN -> WITHDRAWAL;
      case DispatchEventKind.CANCEL_REQUESTED -> CANCEL_REQUEST;
      default -> OTHER_DECISION;
    };
  }

  static FactKind of(Command command) {
    if (command.isCancel()) {
      return command.isForced() ? FORCED_CANCEL : PLAIN_CANCEL;
    }
    return REQUEST;
  }
}
