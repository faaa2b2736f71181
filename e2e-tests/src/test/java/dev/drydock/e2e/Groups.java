package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What an operator sees and moves of an installation's log, by Kafka's own means. */
final class Groups implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Admin admin;

  Groups(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Puts all offsets of a group to the beginning. Its members must have stopped. */
  void putBack(String group) {
    move(
        group, committed -> committed.keySet().stream().collect(Collectors.toMap(p -> p, p -> 0L)));
  }

  /** Puts all offsets of a group to the end. Its members must have stopped. */
  void putForward(String group) {
    move(group, committed -> ends(committed.keySet()));
  }

  private void move(String group, UnaryOperator<Map<TopicPartition, Long>> place) {
    await("group " + group + " to be empty")
        .atMost(TIMEOUT)
        .ignoreException(ExecutionException.class)
        .until(
            () -> {
              removeStoppedMembers(group);
              Map<TopicPartition, OffsetAndMetadata> moved =
                  place.apply(committed(group)).entrySet().stream()
                      .collect(
                          Collectors.toMap(
                              Map.Entry::getKey, at -> new OffsetAndMetadata(at.getValue())));
              admin.alterConsumerGroupOffsets(group, moved).all().get();
              return true;
            });
  }

  /** Kafka Streams leaves its members to the session timeout, 45 s, when it stops. */
  private void removeStoppedMembers(String group) throws ExecutionException, InterruptedException {
    if (!admin.describeConsumerGroups(Set.of(group)).all().get().get(group).members().isEmpty()) {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    }
  }

  private Map<TopicPartition, Long> committed(String group) {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Expected the offsets of " + group, e);
    }
  }

  /** Returns where each partition of each topic ends, Kafka's own among them. */
  Map<TopicPartition, Long> ends() {
    try {
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return ends(
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(part -> new TopicPartition(topic.name(), part.partition())))
              .collect(Collectors.toSet()));
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Expected the broker to describe its topics", e);
    }
  }

  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    try {
      return admin
          .listOffsets(
              partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
          .all()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Expected the broker to tell the ends of its topics", e);
    }
  }

  /** Waits for a time, and returns what was written meanwhile, by topic. */
  Map<String, Long> written(Duration time) {
    Map<TopicPartition, Long> before = ends();
    Instant end = Instant.now().plus(time);
    await("a while").atMost(time.plus(TIMEOUT)).until(() -> Instant.now().isAfter(end));
    Map<TopicPartition, Long> after = ends();
    return after.entrySet().stream()
        .filter(now -> !now.getValue().equals(before.get(now.getKey())))
        .collect(
            Collectors.toMap(
                now -> now.getKey().topic(),
                now -> now.getValue() - before.getOrDefault(now.getKey(), 0L),
                Long::sum));
  }

  @Override
  public void close() {
    admin.close();
  }
}
