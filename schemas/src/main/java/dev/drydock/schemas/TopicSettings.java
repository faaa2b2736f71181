package dev.drydock.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** How the broker is to keep and date a topic's records. */
final class TopicSettings {

  /** Kafka's default. No record of the contract is heavier, whatever else the cluster is set to. */
  private static final int MAX_BATCH_BYTES = (1 << 20) + 12;

  /** With another value records are lost, or decided wrongly. */
  private static final Set<String> EXACT =
      Set.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

  /** With less a service would stop for ever at a record that the broker refuses. */
  private static final Set<String> AT_LEAST =
      Set.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);

  private TopicSettings() {}

  /** Returns the settings of a new topic. */
  static Map<String, String> of(Topic topic) {
    Map<String, String> settings = new HashMap<>();
    if (topic.cleanup() == Topic.Cleanup.COMPACT) {
      settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      settings.put(
          TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
    } else {
      settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
      settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
    }
    // When it was written to the log: neither a bridge's slow clock nor a gateway's may bring a
    // deadline
    // forward.
    boolean isFromOutside = topic == Topic.DEVICE_ACKS || topic == Topic.UPDATE_COMMANDS;
    settings.put(
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, isFromOutside ? "LogAppendTime" : "CreateTime");
    // What is decided carries the time of what caused it; by default a broker refuses a record that
    // is dated more than an hour ahead of its own clock.
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_BATCH_BYTES));
    return settings;
  }

  /**
   * Checks the settings of a topic that is there. How long its records are kept is the operator's
   * choice.
   *
   * @throws IllegalStateException saying what is wrong and what to do
   */
  static void check(Topic topic, String name, Config found) {
    of(topic)
        .forEach(
            (key, expected) -> {
              ConfigEntry entry = found.get(key);
              String value = entry == null ? null : entry.value();
              if (!isRight(key, expected, value)) {
                throw wrong(name, key, expected, value);
              }
            });
  }

  private static boolean isRight(String key, String expected, @Nullable String value) {
    if (EXACT.contains(key)) {
      return expected.equals(value);
    }
    return !AT_LEAST.contains(key)
        || value != null && Long.parseLong(value) >= Long.parseLong(expected);
  }

  private static IllegalStateException wrong(
      String topic, String key, String expected, @Nullable String value) {
    return new IllegalStateException(
        "Expected the topic \""
            + topic
            + "\" to have "
            + (AT_LEAST.contains(key) ? "at least " : "")
            + key
            + '='
            + expected
            + ", but it has "
            + value
            + "; if the topic is Drydock's, set it with `kafka-configs --alter --entity-type topics"
            + " --entity-name "
            + topic
            + " --add-config "
            + key
            + '='
            + expected
            + '`');
  }
}
