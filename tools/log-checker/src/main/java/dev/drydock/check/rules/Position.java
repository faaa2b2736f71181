package dev.drydock.check.rules;

import dev.drydock.schemas.Topic;

/**
 * Where a record stands.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
public record Position(Topic topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic.baseName() + " partition " + partition + " offset " + offset;
  }
}
