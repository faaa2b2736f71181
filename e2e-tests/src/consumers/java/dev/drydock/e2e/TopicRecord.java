package dev.drydock.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One committed record of a topic.
 *
 * @param kind its header {@code drydock-kind}; null with a tombstone
 * @param value null with a tombstone
 */
record TopicRecord(
    String topic,
    int partition,
    long offset,
    String key,
    @Nullable String kind,
    @Nullable GenericRecord value) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns a member of the value as text; empty when it is null, or none. */
  String member(String name) {
    Object member = value == null || !value.hasField(name) ? null : value.get(name);
    return member == null ? "" : member.toString();
  }

  /** Returns the value as JSON. */
  JsonNode json() {
    try {
      return JSON.readTree(String.valueOf(value));
    } catch (JsonProcessingException e) {
      throw new AssertionError("Expected Avro to write JSON, but it wrote " + value, e);
    }
  }
}
