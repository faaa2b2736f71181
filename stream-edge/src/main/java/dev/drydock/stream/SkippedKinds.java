package dev.drydock.stream;

import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/**
 * Kinds of records that a service has no use for. They are told by a header, so that none of them
 * is decoded; a record without the header is never skipped. Only for topics that Drydock alone
 * writes: another writer may set any header, and what its record says would be lost.
 */
public final class SkippedKinds {

  private final Map<String, Set<String>> byTopicName = new HashMap<>();

  /** Names what to skip of each topic; throws {@link IllegalArgumentException} for device-acks. */
  public SkippedKinds(TopicNames names, Map<Topic, Set<String>> kinds) {
    if (kinds.containsKey(Topic.DEVICE_ACKS)) {
      throw new IllegalArgumentException(
          "Expected topics that Drydock alone writes, but bridges write "
              + Topic.DEVICE_ACKS.baseName()
              + ", whose headers cannot be trusted");
    }
    kinds.forEach((topic, set) -> byTopicName.put(names.of(topic), Set.copyOf(set)));
  }

  boolean contains(String topicName, Headers headers) {
    Set<String> kinds = byTopicName.get(topicName);
    if (kinds == null) {
      return false;
    }
    String kind = MessageHeaders.text(headers, MessageHeaders.KIND);
    return kind != null && kinds.contains(kind);
  }
}
