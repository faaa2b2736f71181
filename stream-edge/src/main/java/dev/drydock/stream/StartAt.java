package dev.drydock.stream;

/** Where a shard begins to read its inputs. */
public enum StartAt {
  /** Where it left off by its own store, whatever the group's offsets say. */
  POSITION,
  /**
   * At the offsets of the consumer group, whatever was handled before: an operator has put them
   * where they are. What they pass over is never handled, what they repeat is decided twice. Counts
   * once for each input while the process runs; after that as {@link #POSITION}.
   */
  GROUP
}
