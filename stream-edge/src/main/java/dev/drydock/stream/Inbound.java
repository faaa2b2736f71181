package dev.drydock.stream;

import dev.drydock.messages.Cause;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * One record of the contract that a shard is to handle.
 *
 * @param topic where it stood
 * @param key its key
 * @param value its value
 * @param raw the record as it came
 * @param headers its headers
 */
public record Inbound(
    Topic topic, String key, SpecificRecord value, RawRecord raw, Headers headers) {

  /** Returns the record's timestamp: the time of whatever is decided because of it. */
  public Instant at() {
    return Instant.ofEpochMilli(Math.max(0, raw.timestampMs()));
  }

  /** Returns this record as the cause of what is written because of it. */
  public Cause cause() {
    return new Cause(topic.baseName(), raw.partition(), raw.offset(), null, null);
  }

  /** Returns the letter that gives this record up. */
  public GivenUp giveUp(DeadLetterReason reason, String message) {
    return new GivenUp(raw, topic, reason, message);
  }
}
