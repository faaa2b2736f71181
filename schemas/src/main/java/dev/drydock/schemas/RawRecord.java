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

  /** How many bytes of a key a dead letter holds. */
  static final int MAX_LETTER_KEY_BYTES = 1 << 10;

  /**
   * How many bytes of a value a dead letter holds. A record may weigh far more than the 1 MiB that
   * brokers and producers allow by default, for brokers measure it compressed, and the letter must
   * be taken: what stands behind it waits for it.
   */
  static final int MAX_LETTER_VALUE_BYTES = 960 << 10;

  private static final int MAX_LETTER_MESSAGE_LENGTH = 1_000;
  private static final String CUT = "...";

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
   * Returns the dead letter for this record, cut to what any topic takes.
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
        .setMessage(cut(message))
        .setKey(beginning(key, MAX_LETTER_KEY_BYTES))
        .setValue(beginning(value, MAX_LETTER_VALUE_BYTES))
        .setAt(Instant.ofEpochMilli(Math.max(0, timestampMs)))
        .setWholeKeyBytes(wholeLength(key, MAX_LETTER_KEY_BYTES))
        .setWholeValueBytes(wholeLength(value, MAX_LETTER_VALUE_BYTES))
        .build();
  }

  private static String cut(String message) {
    return message.length() <= MAX_LETTER_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_LETTER_MESSAGE_LENGTH - CUT.length()) + CUT;
  }

  private static @Nullable ByteBuffer beginning(byte @Nullable [] bytes, int limit) {
    return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, limit)).slice();
  }

  private static @Nullable Integer wholeLength(byte @Nullable [] bytes, int limit) {
    return bytes == null || bytes.length <= limit ? null : Integer.valueOf(bytes.length);
  }
}
