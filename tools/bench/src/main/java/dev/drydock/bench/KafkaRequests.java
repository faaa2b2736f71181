package dev.drydock.bench;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.terminal.CommandFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** What the bench asks of the broker besides records. Thread-safe. */
final class KafkaRequests implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String SCRATCH = "bench-";

  /** The registry's topic, by Confluent's convention. */
  private static final String SCHEMAS = "_schemas";

  private static final int SCRATCH_RETENTION_BYTES = 128 << 20;
  private static final int SCRATCH_SEGMENT_BYTES = 64 << 20;

  private final Admin admin;
  private final String prefix;

  KafkaRequests(Cluster cluster) {
    admin = cluster.admin();
    prefix = cluster.names().prefix();
  }

  /** Creates a topic for a measurement, that keeps little of what is written to it. */
  String createScratchTopic(int partitions) {
    String name = prefix + SCRATCH + UUID.randomUUID();
    var topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(
                Map.of(
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    Integer.toString(SCRATCH_RETENTION_BYTES),
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    Integer.toString(SCRATCH_SEGMENT_BYTES)));
    await(admin.createTopics(List.of(topic)).all(), "create a topic");
    return name;
  }

  void deleteTopic(String name) {
    await(admin.deleteTopics(List.of(name)).all(), "delete a topic");
  }

  /**
   * Returns how many entries all logs of the installation ever had, changelogs included. Markers of
   * transactions are entries too.
   */
  long logEntries() {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    await(admin.describeTopics(topics()).allTopicNames(), "describe the topics")
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        p ->
                            ends.put(
                                new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    return await(admin.listOffsets(ends).all(), "tell the ends of its logs").values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  @Override
  public void close() {
    admin.close(TIMEOUT);
  }

  private List<String> topics() {
    Set<String> names = await(admin.listTopics().names(), "list the topics");
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .filter(name -> !name.startsWith(prefix + SCRATCH) && !name.equals(SCHEMAS))
        .toList();
  }

  private static <T> T await(KafkaFuture<T> answer, String what) {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CommandFailure(
          "Expected Kafka to " + what + ", but it says: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new CommandFailure(
          "Expected Kafka to " + what + " within " + TIMEOUT.toSeconds() + " s; is it overloaded?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while waiting for Kafka to " + what, e);
    }
  }
}
