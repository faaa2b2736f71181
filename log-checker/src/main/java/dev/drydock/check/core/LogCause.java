package dev.drydock.check.core;

/** What a record says it was caused by. */
public sealed interface LogCause {

  /**
   * An input record.
   *
   * @param position where it stands
   */
  record Input(Position position) implements LogCause {
    @Override
    public String toString() {
      return position.toString();
    }
  }

  /**
   * A timer that came due.
   *
   * @param name the timer
   * @param partition whose timer
   * @param dueAtMs when it was due, milliseconds since 1970
   */
  record Timer(String name, int partition, long dueAtMs) implements LogCause {
    @Override
    public String toString() {
      return "the timer \"" + name + "\" of partition " + partition;
    }
  }

  /**
   * A cause that names neither a topic of the log nor a timer.
   *
   * @param text what stands there
   */
  record Unknown(String text) implements LogCause {
    @Override
    public String toString() {
      return text;
    }
  }
}
