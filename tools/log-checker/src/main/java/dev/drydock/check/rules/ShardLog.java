package dev.drydock.check.rules;

import dev.drydock.schemas.Topic;
import java.util.function.Consumer;

/**
 * One shard's part of the log: the same partition of each topic. Each method reads a topic from its
 * start to its end and hands over its entries by rising offset; what is not an entry is left out.
 */
public interface ShardLog {

  /** Returns the shard's number. */
  int partition();

  /** Returns which part of a topic is read. */
  LogBounds bounds(Topic topic);

  /** Reads operation-status. */
  void readStatuses(Consumer<? super StatusEntry> to);

  /** Reads dispatch-events. */
  void readDispatches(Consumer<? super Decision> to);

  /** Reads device-acks. */
  void readAcks(Consumer<? super Ack> to);

  /** Reads update-commands. */
  void readCommands(Consumer<? super Command> to);
}
