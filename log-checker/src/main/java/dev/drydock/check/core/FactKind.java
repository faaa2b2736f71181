package dev.drydock.check.core;

/** What a record can be the cause of something as. */
enum FactKind {
  REQUEST(LogTopic.UPDATE_COMMANDS),
  /** A request that came again, perhaps with another operation's id. */
  REPEATED_REQUEST(LogTopic.UPDATE_COMMANDS),
  ADMISSION(LogTopic.DISPATCH_EVENTS),
  DELIVERY(LogTopic.DISPATCH_EVENTS),
  OTHER_DECISION(LogTopic.DISPATCH_EVENTS),
  FETCHED(LogTopic.DEVICE_ACKS),
  PROGRESS(LogTopic.DEVICE_ACKS),
  SUCCEEDED(LogTopic.DEVICE_ACKS),
  FAILED(LogTopic.DEVICE_ACKS),
  REJECTED(LogTopic.DEVICE_ACKS),
  OTHER_ACK(LogTopic.DEVICE_ACKS);

  private final LogTopic topic;

  FactKind(LogTopic topic) {
    this.topic = topic;
  }

  /** Returns where such a record stands. */
  LogTopic topic() {
    return topic;
  }

  static FactKind of(AckKind kind) {
    return switch (kind) {
      case FETCHED -> FETCHED;
      case PROGRESS -> PROGRESS;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case REJECTED -> REJECTED;
      case UNKNOWN -> OTHER_ACK;
    };
  }

  static FactKind of(DispatchEntry.Kind kind) {
    return switch (kind) {
      case UPDATE_ADMITTED -> ADMISSION;
      case UPDATE_DELIVERED -> DELIVERY;
      case ADMISSION_REPEATED, UPDATE_CONFLICTED, UPDATE_REFUSED, FETCH_REFUSED, DOCK_RELEASED ->
          OTHER_DECISION;
    };
  }
}
