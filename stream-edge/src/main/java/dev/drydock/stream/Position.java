package dev.drydock.stream;

import java.nio.ByteBuffer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How far a shard has handled an input.
 *
 * @param topicId the topic's id in its cluster: a topic that was made anew has another one
 * @param next offset of the first record that is not handled
 */
record Position(Uuid topicId, long next) {

  private static final int BYTES = 3 * Long.BYTES;

  static Serde<Position> serde() {
    return Serdes.serdeFrom(
        (topic, position) -> position == null ? null : position.bytes(),
        (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(topicId.getMostSignificantBits())
        .putLong(topicId.getLeastSignificantBits())
        .putLong(next)
        .array();
  }

  private static Position of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalStateException(
          "Expected a position of " + BYTES + " bytes, but it has " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Position(new Uuid(buffer.getLong(), buffer.getLong()), buffer.getLong());
  }
}
