package dev.drydock.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a stream thread: it says how far the inputs are, and begins to read each where
 * its shard left off.
 */
final class InputConsumer extends KafkaConsumer<byte[], byte[]> {

  private final ReadProgress progress;
  private final SteadyClock clock;
  private final PolledInputs inputs;
  private final ThreadClients clients;
  private final Function<Set<String>, Map<String, Uuid>> topicIds;

  /** What is not read until an operator has decided. */
  private final Set<TopicPartition> held = new HashSet<>();

  InputConsumer(
      Map<String, Object> config,
      ReadProgress progress,
      SteadyClock clock,
      ThreadClients clients,
      Function<Set<String>, Map<String, Uuid>> topicIds) {
    super(withoutReset(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.progress = progress;
    this.clock = clock;
    this.inputs = new PolledInputs(progress, clock);
    this.clients = clients;
    this.topicIds = topicIds;
  }

  /** Kafka Streams resets where a group has no offset; what else is out of range is to be told. */
  private static Map<String, Object> withoutReset(Map<String, Object> config) {
    Map<String, Object> settings = new HashMap<>(config);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return settings;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    clients.reads(this);
    Instant asked = clock.instant();
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = super.poll(timeout);
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach(this::outOfRange);
      return ConsumerRecords.empty();
    }
    inputs.polled(this, asked, records);
    return records;
  }

  /** Goes to where a shard left off, before anything is fetched for it. */
  void begin(int partition, InputPositions positions) {
    end(partition);
    Set<TopicPartition> ofShard =
        assignment().stream()
            .filter(input -> input.partition() == partition)
            .collect(Collectors.toSet());
    Map<TopicPartition, OffsetAndMetadata> committed = committed(ofShard);
    Map<String, Uuid> ids =
        topicIds.apply(ofShard.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
    for (TopicPartition input : ofShard) {
      Uuid id = ids.get(input.topic());
      Long offset = offset(committed.get(input));
      begin(input, positions.begin(input.topic(), id, offset, clients.start(input)), id);
    }
  }

  private static @Nullable Long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? null : Long.valueOf(committed.offset());
  }

  private void begin(TopicPartition input, Beginning beginning, Uuid topicId) {
    if (beginning instanceof Beginning.At at) {
      if (at.isBackward()) {
        clients.watch().passOver(input, at.committed(), at.next());
      }
      seek(input, at.next());
    } else if (beginning instanceof Beginning.OtherTopic other) {
      hold(
          input,
          "the topic was made anew (its id was "
              + other.handled().topicId()
              + " and is "
              + topicId
              + "), and what was handled of the old one, up to "
              + other.handled().next()
              + ", says nothing of it");
    }
  }

  /** Forgets what it was told of a shard: it leaves, or begins anew. */
  void end(int partition) {
    Set<TopicPartition> ended =
        held.stream().filter(input -> input.partition() == partition).collect(Collectors.toSet());
    held.removeAll(ended);
    ended.forEach(clients.watch()::release);
  }

  private void outOfRange(TopicPartition input, long position) {
    long first = beginningOffsets(Set.of(input)).get(input);
    if (position < first) {
      clients.watch().lost(input, position, first);
      seek(input, first);
    } else {
      hold(
          input,
          "it was handled up to "
              + position
              + ", and the topic ends before that or has other records: it was made anew, or its"
              + " broker lost records");
    }
  }

  private void hold(TopicPartition input, String reason) {
    held.add(input);
    pause(Set.of(input));
    progress.unread(input);
    clients.watch().hold(input, reason);
  }

  /** Kafka Streams resumes what has room; what is held stays. */
  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(partitions.stream().filter(input -> !held.contains(input)).toList());
  }
}
