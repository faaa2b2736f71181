package dev.drydock.projector.stream;

import dev.drydock.projector.core.LogExtent;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka what there is of the topics that the view is made of. Thread-safe. */
public final class LogExtents {

  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final List<String> topics;
  private final Duration timeout;

  /**
   * @param admin asks; closed by its owner
   * @param topics the topics' names
   * @param timeout how long an answer may take
   */
  public LogExtents(Admin admin, Collection<String> topics, Duration timeout) {
    this.admin = admin;
    this.topics = List.copyOf(topics);
    this.timeout = timeout;
  }

  /**
   * Returns what there is of each partition.
   *
   * @throws KafkaException when Kafka does not say it in time
   */
  Map<TopicPartition, LogExtent> read() {
    Map<TopicPartition, String> ids = new HashMap<>();
    await(admin.describeTopics(topics).allTopicNames())
        .values()
        .forEach(topic -> partitions(topic, ids));
    Map<TopicPartition, ListOffsetsResultInfo> begins =
        offsets(ids.keySet(), OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(ids.keySet(), OffsetSpec.latest());
    Map<TopicPartition, LogExtent> extents = new HashMap<>();
    ids.forEach(
        (partition, id) ->
            extents.put(
                partition,
                new LogExtent(id, begins.get(partition).offset(), ends.get(partition).offset())));
    return extents;
  }

  /**
   * Returns the offset of the first record that is kept of each partition.
   *
   * @throws KafkaException when Kafka does not say it in time
   */
  Map<TopicPartition, Long> begins(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> begins = new HashMap<>();
    offsets(partitions, OffsetSpec.earliest())
        .forEach((partition, found) -> begins.put(partition, found.offset()));
    return begins;
  }

  private static void partitions(TopicDescription topic, Map<TopicPartition, String> ids) {
    topic
        .partitions()
        .forEach(
            partition ->
                ids.put(
                    new TopicPartition(topic.name(), partition.partition()),
                    topic.topicId().toString()));
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Set<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    return await(admin.listOffsets(asked, COMMITTED).all());
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while asking for the extent of the log", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Kafka does not tell the extent of the log", e);
    }
  }
}
