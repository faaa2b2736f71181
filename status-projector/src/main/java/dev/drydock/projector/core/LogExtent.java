package dev.drydock.projector.core;

/**
 * What Kafka has of a partition.
 *
 * @param topicId Kafka's id of the topic
 * @param begin offset of the first record that is kept
 * @param end offset behind the last record that is committed
 */
public record LogExtent(String topicId, long begin, long end) {

  /** Tells whether there is nothing to read. */
  public boolean isEmpty() {
    return begin >= end;
  }
}
