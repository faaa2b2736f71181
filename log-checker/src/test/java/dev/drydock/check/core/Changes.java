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
        s.times(),
        s.lateResult(),
        s.cause());
  }

  static StatusEntry.Changed revised(StatusEntry.Changed s, int revision) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        revision,
        s.standing(),
        s.times(),
        s.lateResult(),
        s.cause());
  }

  static StatusEntry.Changed standing(StatusEntry.Changed s, StatusEntry.Standing standing) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        standing,
        s.times(),
        s.lateResult(),
        s.cause());
  }

  static StatusEntry.Changed timed(StatusEntry.Changed s, StatusEntry.Times times) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        s.standing(),
        times,
        s.lateResult(),
        s.cause());
  }

  static StatusEntry.Changed late(StatusEntry.Changed s, AckKind result) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        s.standing(),
        s.times(),
        result,
        s.cause());
  }

  static StatusEntry.Changed delayed(StatusEntry.Changed s, long byMs) {
    StatusEntry.Times times = s.times();
    return timed(
        s,
        new StatusEntry.Times(
            times.lastActionAtMs() + byMs, times.deadlineAtMs(), times.completedAtMs()));
  }

  static StatusEntry.Changed caused(StatusEntry.Changed s, LogCause cause) {
    return new StatusEntry.Changed(
        s.offset(),
        s.device(),
        s.operationId(),
        s.revision(),
        s.standing(),
        s.times(),
        s.lateResult(),
        cause);
  }

  static DispatchEntry.About caused(DispatchEntry.About about, LogTopic topic, long offset) {
    return new DispatchEntry.About(
        about.offset(),
        about.device(),
        about.operationId(),
        new LogCause.Input(MemoryShardLog.at(topic, offset)));
  }

  static DispatchEntry.About moved(DispatchEntry.About about, long offset) {
    return new DispatchEntry.About(offset, about.device(), about.operationId(), about.cause());
  }

  static AckEntry said(AckEntry ack, AckKind kind) {
    return new AckEntry(ack.offset(), ack.device(), ack.operationId(), kind, ack.progress());
  }
}
