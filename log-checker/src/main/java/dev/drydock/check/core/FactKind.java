package dev.drydock.check.core;

import java.util.Set;

/** What a record can be the cause of something as. */
enum FactKind {
  REQUEST(LogTopic.UPDATE_COMMANDS),
  /** A request that came again, perhaps with another operation's id. */
  REPEATED_REQUEST(LogTopic.UPDATE_COMMANDS),
  PLAIN_CANCEL(LogTopic.UPDATE_COMMANDS),
  FORCED_CANCEL(LogTopic.UPDATE_COMMANDS),
  ANY_CANCEL(PLAIN_CANCEL, FORCED_CANCEL),
  ADMISSION(LogTopic.DISPATCH_EVENTS),
  DELIVERY(LogTopic.DISPATCH_EVENTS),
  WITHDRAWAL(LogTopic.DISPATCH_EVENTS),
  CANCEL_REQUEST(LogTopic.DISPATCH_EVENTS),
  OTHER_DECISION(LogTopic.DISPATCH_EVENTS),
  WITHDRAWAL_OR_CANCEL_REQUEST(WITHDRAWAL, CANCEL_REQUEST),
  CANCEL_OR_ADMISSION(WITHDRAWAL, CANCEL_REQUEST, ADMISSION),
  FETCHED(LogTopic.DEVICE_ACKS),
  PROGRESS(LogTopic.DEVICE_ACKS),
  SUCCEEDED(LogTopic.DEVICE_ACKS),
  FAILED(LogTopic.DEVICE_ACKS),
  REJECTED(LogTopic.DEVICE_ACKS),
  CANCELLED(LogTopic.DEVICE_ACKS),
  CANCEL_REFUSED(LogTopic.DEVICE_ACKS),
  OTHER_ACK(LogTopic.DEVICE_ACKS),
  PROGRESS_OR_CANCEL_REFUSED(PROGRESS, CANCEL_REFUSED);

  private final LogTopic topic;
  private final Set<FactKind> alternatives;

  FactKind(LogTopic topic) {
    this.topic = topic;
    this.alternatives = Set.of();
  }

  /** Any of several will do. */
  FactKind(FactKind... alternatives) {
    this.topic = alternatives[0].topic;
    this.alternatives = Set.of(alternatives);
  }

  /** Returns where such a record stands. */
  LogTopic topic() {
    return topic;
  }

  /** Tells whether a record that is of a kind will do. */
  boolean isMetBy(FactKind kind) {
    return kind == this || alternatives.contains(kind);
  }

  static FactKind of(AckKind kind) {
    return switch (kind) {
      case FETCHED -> FETCHED;
      case PROGRESS -> PROGRESS;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case REJECTED -> REJECTED;
      case CANCELLED -> CANCELLED;
      case CANCEL_REFUSED -> CANCEL_REFUSED;
      case HELLO, UNKNOWN -> OTHER_ACK;
    };
  }

  static FactKind of(DispatchEntry.Kind kind) {
    return switch (kind) {
      case UPDATE_ADMITTED -> ADMISSION;
      case UPDATE_DELIVERED -> DELIVERY;
      case UPDATE_WITHDRAWN -> WITHDRAWAL;
      case CANCEL_REQUESTED -> CANCEL_REQUEST;
      case ADMISSION_REPEATED,
          UPDATE_CONFLICTED,
          UPDATE_REFUSED,
          UPDATE_SKIPPED,
          FETCH_REFUSED,
          DOCK_RELEASED,
          CANCEL_REFUSED ->
          OTHER_DECISION;
    };
  }

  static FactKind of(CommandEntry command) {
    if (command instanceof CancelEntry cancel) {
      return cancel.force() ? FORCED_CANCEL : PLAIN_CANCEL;
    }
    return REQUEST;
  }
}
