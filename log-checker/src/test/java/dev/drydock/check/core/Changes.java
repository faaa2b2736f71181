package dev.drydock.check.core;

/** Entries with one member changed. */
final class Changes {

  private Changes() {}

  static StatusEntry.Changed moved(StatusEntry.Changed s, long offset) {
    return new StatusEntry.Changed(
        offset,
        s.device(),
        s.operationId(),
        s.revision(),
        s.standing(),
        s.lastActionAtMs(),
        s.deadlineAtMs(),
        s.cause());
  }

  static StatusEntry.Changed revised(StatusEntry.Changed s, int revision) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        revision,
        s.standing(),
        s.lastActionAtMs(),
        s.deadlineAtMs(),
        s.cause());
  }

  static StatusEntry.Changed standing(StatusEntry.Changed s, StatusEntry.Standing standing) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        standing,
        s.lastActionAtMs(),
        s.deadlineAtMs(),
        s.cause());
  }

  static StatusEntry.Changed delayed(StatusEntry.Changed s, long byMs) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        s.standing(),
        s.lastActionAtMs() + byMs,
        s.deadlineAtMs(),
        s.cause());
  }

  static StatusEntry.Changed caused(StatusEntry.Changed s, LogCause cause) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        s.standing(),
        s.lastActionAtMs(),
        s.deadlineAtMs(),
        cause);
  }

  static DispatchEntry.About caused(DispatchEntry.About about, LogTopic topic, long offset) {
    return new DispatchEntry.About(
        about.offset(),
        about.device(),
        about.operationId(),
        new LogCause.Input(MemoryShardLog.at(topic, offset)));
  }

  static AckEntry said(AckEntry ack, AckKind kind) {
    return new AckEntry(ack.offset(), ack.device(), ack.operationId(), kind, ack.progress());
  }
}
