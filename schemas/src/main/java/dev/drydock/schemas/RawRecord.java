package dev.drydock.schemas;

import dev.drydock.messages.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it came, before anything is known of it.
 *
 * @param topic the topic's name, with the installation's prefix
 * @param partition the partition
 * @param offset the offset
 * @param timestampMs the record's timestamp, milliseconds since 1970; negative counts as 0
 * @param key the key's bytes, or null
 * @param value the value's bytes, or null
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMs,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  /** Returns a consumed record. */
  public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value());
  }

  /**
   * Returns the dead letter for this record.
   *
   * @param topicName the topic's name without the installation's prefix
   * @param stage the service that gives it up
   * @param reason the reason's code
   * @param message what was expected, and what was found
   */
  public DeadLetter toDeadLetter(
      String topicName, String stage, DeadLetterReason reason, String message) {
    return DeadLetter.newBuilder()
        .setTopic(topicName)
        .setPartition(partition)
        .setOffset(offset)
        .setStage(stage)
        .setReason(reason.code())
        .setMessage(message)
        .setKey(key == null ? null : ByteBuffer.wrap(key))
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .setAt(Instant.ofEpochMilli(Math.max(0, timestampMs)))
        .build();
  }
}
