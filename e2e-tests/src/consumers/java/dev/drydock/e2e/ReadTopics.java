package dev.drydock.e2e;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An installation whose topics hold every kind of record.
 *
 * @param drydock the installation; nothing happens in it but what a test does
 */
record ReadTopics(Installation drydock) implements AutoCloseable {

  static final String STATUSES = "operation-status";
  static final String EVENTS = "dispatch-events";
  static final String DEVICES = "devices";
  static final List<String> ALL = List.of(STATUSES, EVENTS, DEVICES);

  /** Starts an installation and lets it work. */
  static ReadTopics start() {
    var topics = new ReadTopics(Installation.start(StackDirectory.empty("consumers")));
    try {
      Traffic traffic = new Traffic(topics.drydock);
      traffic.endWellAndBadly();
      AbortedTransaction.write(topics.drydock, topics.models());
      traffic.retireAfterALateResult();
      traffic.comeTooLate();
      topics.drydock.assertPromisesKept();
      AbortedTransaction.write(topics.drydock, topics.models());
      return topics;
    } catch (RuntimeException | AssertionError e) {
      topics.close();
      throw e;
    }
  }

  /** Returns what a reader of all topics is to see, each partition in its order. */
  List<TopicRecord> all() {
    return read(ALL);
  }

  /** Returns what a reader of a topic is to see. */
  List<TopicRecord> of(String topic) {
    return read(List.of(topic));
  }

  /** Returns the last record of each key of a topic, without the tombstones. */
  List<TopicRecord> latestOf(String topic) {
    Map<String, TopicRecord> latest = new LinkedHashMap<>();
    of(topic).forEach(record -> latest.put(record.key(), record));
    return latest.values().stream().filter(record -> record.value() != null).toList();
  }

  @Override
  public void close() {
    drydock.close();
  }

  private List<TopicRecord> read(List<String> topics) {
    return TopicLog.read(drydock.bootstrapServers(), drydock.registryUrl(), topics);
  }

  /** One record of each topic. */
  private List<TopicRecord> models() {
    return ALL.stream().map(topic -> latestOf(topic).get(0)).toList();
  }
}
