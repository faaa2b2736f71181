package dev.drydock.check.kafka;

import dev.drydock.check.rules.LogBounds;
import dev.drydock.check.rules.LogCause;
import dev.drydock.check.rules.Position;
import dev.drydock.check.rules.ShardLog;
import dev.drydock.messages.DeadLetter;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * An installation's log on Kafka, as far as it was committed when this was opened. Not thread-safe.
 */
public final class KafkaLog implements AutoCloseable {

  private static final String STAGE = "log-checker";

  private static final List<Topic> TOPICS =
      List.of(
          Topic.OPERATION_STATUS,
          Topic.DISPATCH_EVENTS,
          Topic.DEVICE_ACKS,
          Topic.UPDATE_COMMANDS,
          Topic.DEAD_LETTERS);

  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private final TopicScan scan;
  private final TopicNames names;
  private final int partitions;
  private final Map<TopicPartition, LogBounds> bounds;

  private KafkaLog(
      Consumer<byte[], byte[]> consumer, RecordReader reader, TopicNames names, int partitions) {
    this.consumer = consumer;
    this.reader = reader;
    this.scan = new TopicScan(consumer, reader);
    this.names = names;
    this.partitions = partitions;
    this.bounds = bounds(consumer, names, partitions);
  }

  /**
   * Opens the log and notes where each partition ends.
   *
   * @param clientConfig of a Kafka consumer and of the registry's client: {@code
   *     bootstrap.servers}, security
   * @param registryUrl the schema registry's URL
   * @throws IllegalStateException when the installation's topics are not there
   */
  public static KafkaLog open(
      Map<String, Object> clientConfig, TopicNames names, String registryUrl) {
    Consumer<byte[], byte[]> consumer = consumer(clientConfig);
    @Nullable RecordReader reader = null;
    try {
      int partitions = partitions(consumer, names);
      Map<String, Object> registry = new HashMap<>(clientConfig);
      registry.put("schema.registry.url", registryUrl);
      reader = new RecordReader(names, STAGE, partitions, registry);
      return new KafkaLog(consumer, reader, names, partitions);
    } catch (RuntimeException e) {
      if (reader != null) {
        reader.close();
      }
      consumer.close();
      throw e;
    }
  }

  /** Returns the log's shards; each reads when it is asked. */
  public List<ShardLog> shards() {
    List<ShardLog> shards = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      shards.add(new KafkaShardLog(this, partition));
    }
    return shards;
  }

  /** Reads where the records stand that a service gave up. */
  public GivenUp givenUp() {
    Letters letters = new Letters();
    for (int partition = 0; partition < partitions; partition++) {
      read(Topic.DEAD_LETTERS, partition, letters);
    }
    return new GivenUp(letters.count, letters.positions);
  }

  /** Returns how many of the records read so far were none of the contract. */
  public long unreadable() {
    return scan.unreadable();
  }

  @Override
  public void close() {
    reader.close();
    consumer.close();
  }

  LogBounds bounds(Topic topic, int partition) {
    return Objects.requireNonNull(
        bounds.get(new TopicPartition(names.of(topic), partition)), "bounds of all partitions");
  }

  /** Reads a partition; leaves out what the brokers delete meanwhile because it is old. */
  void read(Topic topic, int partition, ReadingHandler to) {
    TopicPartition from = new TopicPartition(names.of(topic), partition);
    LogBounds asked = withoutDeleted(from);
    try {
      scan.read(from, asked, to);
    } catch (OffsetOutOfRangeException e) {
      if (withoutDeleted(from).start() == asked.start()) {
        throw e; // no deletion: the log's end is not where it was
      }
      // whatever was handed over stands before the new start
      read(topic, partition, to);
    }
  }

  private LogBounds withoutDeleted(TopicPartition partition) {
    consumer.assign(List.of(partition));
    long start = consumer.beginningOffsets(List.of(partition)).get(partition);
    return Objects.requireNonNull(
        bounds.computeIfPresent(
            partition, (of, known) -> new LogBounds(Math.max(start, known.start()), known.end())),
        "bounds of all partitions");
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    Map<String, Object> settings = new HashMap<>(config);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // Only what is there already is read. After a partition's end the consumer asks for more, and
    // reads no other partition of that broker before the answer.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static int partitions(Consumer<byte[], byte[]> consumer, TopicNames names) {
    Map<String, List<PartitionInfo>> topics = consumer.listTopics();
    int expected = 0;
    for (Topic topic : TOPICS) {
      List<PartitionInfo> found = topics.getOrDefault(names.of(topic), List.of());
      if (found.isEmpty() || expected != 0 && found.size() != expected) {
        throw new IllegalStateException(
            "Expected the topic \""
                + names.of(topic)
                + "\" with as many partitions as the others, but it has "
                + found.size()
                + "; check the bootstrap servers and the topic prefix, or create the topics with"
                + " `drydock topics`");
      }
      expected = found.size();
    }
    return expected;
  }

  private static Map<TopicPartition, LogBounds> bounds(
      Consumer<byte[], byte[]> consumer, TopicNames names, int partitions) {
    List<TopicPartition> all = new ArrayList<>();
    for (Topic topic : TOPICS) {
      for (int partition = 0; partition < partitions; partition++) {
        all.add(new TopicPartition(names.of(topic), partition));
      }
    }
    // asked about partitions that are not assigned, the client warns of each, here and below
    consumer.assign(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(all);
    Map<TopicPartition, LogBounds> bounds = new HashMap<>();
    for (TopicPartition partition : all) {
      bounds.put(partition, new LogBounds(starts.get(partition), ends.get(partition)));
    }
    return bounds;
  }

  /** Keeps where each dead letter's record stands, and not the letter. */
  private static final class Letters implements ReadingHandler {
    private final Set<Position> positions = new HashSet<>();
    private long count;

    @Override
    public void accept(long offset, long timestampMs, Reading reading) {
      if (reading instanceof Reading.Message message) {
        DeadLetter letter = (DeadLetter) message.value();
        count++;
        LogCause.BASE_NAMES
            .topic(letter.getTopic())
            .map(topic -> new Position(topic, letter.getPartition(), letter.getOffset()))
            .ifPresent(positions::add);
      }
    }
  }

  /**
   * What services gave up.
   *
   * @param letters how many dead letters there are
   * @param positions which records of the checked topics they hold
   */
  public record GivenUp(long letters, Set<Position> positions) {}
}
