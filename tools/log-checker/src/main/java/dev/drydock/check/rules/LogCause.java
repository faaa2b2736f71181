package dev.drydock.check.rules;

import dev.drydock.messages.Cause;
import dev.drydock.schemas.TopicNames;
import java.util.Optional;

/** What a record says it was caused by. */
public sealed interface LogCause {

  /** Causes name topics without an installation's prefix. */
  TopicNames BASE_NAMES = new TopicNames("");

  /** Reads a cause as a record names it. */
  static LogCause of(Cause cause) {
    if (cause.getTimer() != null && cause.getDueAt() != null) {
      return new Timer(cause.getTimer(), cause.getPartition(), cause.getDueAt().toEpochMilli());
    }
    return Optional.ofNullable(cause.getTopic())
        .flatMap(BASE_NAMES::topic)
        .filter(topic -> cause.getOffset() != null)
        .<LogCause>map(
            topic -> new Input(new Position(topic, cause.getPartition(), cause.getOffset())))
        .orElseGet(() -> new Unknown(cause.toString()));
  }

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
