package dev.drydock.stream;

import dev.drydock.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a topic.
 *
 * @param topic where it is to stand
 * @param value its value; null when the record says that what its key names is gone
 * @param partition where it is to stand; null when its key or its value tells
 */
record Outbound(Topic topic, @Nullable SpecificRecord value, @Nullable Integer partition) {

  static Outbound of(SpecificRecord value) {
    return new Outbound(Topic.of(value.getClass()), value, null);
  }

  /** Says that what a key names is gone, where the key tells the device. */
  static Outbound gone(Topic topic) {
    return new Outbound(topic, null, null);
  }

  /** Says that what a key names is gone, where the key does not tell the device. */
  static Outbound gone(Topic topic, int partition) {
    return new Outbound(topic, null, partition);
  }
}
