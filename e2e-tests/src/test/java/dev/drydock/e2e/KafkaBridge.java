package dev.drydock.e2e;

import dev.drydock.check.rules.AnsweredAck;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What speaks for the devices of the tests: it reads device-commands and writes device-acks, and
 * knows nothing else. Thread-safe.
 */
final class KafkaBridge implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final TopicNames NAMES = new TopicNames("");

  private final Consumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private final Producer<String, SpecificRecord> producer;
  private final Thread thread;
  private final Map<String, KafkaDevice> devices = new ConcurrentHashMap<>();
  private final Queue<AnsweredAck> answered = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  /** Starts reading from the beginning of device-commands. */
  KafkaBridge(String bootstrapServers, String registryUrl) {
    Map<String, ?> registry = Map.of("schema.registry.url", registryUrl);
    MessageSerializer serializer = new MessageSerializer();
    serializer.configure(registry, false);
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringSerializer(),
            serializer);
    reader = new RecordReader(NAMES, "e2e-bridge", 0, registry);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(NAMES.of(Topic.DEVICE_COMMANDS)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread = new Thread(this::run, "e2e-bridge");
    thread.start();
  }

  /** Speaks for a device from now on. */
  KafkaDevice device(DeviceKey key) {
    return devices.computeIfAbsent(key.toString(), text -> new KafkaDevice(key, this));
  }

  /** Returns the devices for which it speaks. */
  List<KafkaDevice> devices() {
    return List.copyOf(devices.values());
  }

  /** Returns the acks that Kafka has said it keeps. */
  List<AnsweredAck> answered() {
    return List.copyOf(answered);
  }

  /** Writes an ack; it counts as answered once Kafka has it. */
  void write(DeviceAck ack) {
    String key = Topic.DEVICE_ACKS.keyOf(ack);
    producer.send(
        new ProducerRecord<>(NAMES.of(Topic.DEVICE_ACKS), key, ack),
        (metadata, failure) -> {
          if (failure == null) {
            answered.add(
                new AnsweredAck(key, ack.getOperationId(), ack.getKind(), ack.getProgress()));
          }
        });
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }

  private void run() {
    try (consumer;
        reader) {
      while (!closing) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (reader.read(RawRecord.of(record)) instanceof Reading.Message message) {
            hand(message);
          }
        }
      }
    } catch (WakeupException e) {
      // told to end
    }
  }

  private void hand(Reading.Message message) {
    KafkaDevice device = devices.get(message.key());
    if (device != null) {
      device.told((DeviceCommand) message.value());
    }
  }
}
