package dev.drydock.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of Kafka Streams, of which those that fetch inputs say how far they are. */
public final class ReadingClients implements KafkaClientSupplier {

  private final ReadProgress progress;
  private final SteadyClock clock;

  /** Tells of what is fetched, and the clock of the brokers' time. */
  public ReadingClients(ReadProgress progress, SteadyClock clock) {
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new InputConsumer(config, progress, clock);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plainConsumer(config);
  }

  private static Consumer<byte[], byte[]> plainConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static final class InputConsumer extends KafkaConsumer<byte[], byte[]> {

    private final SteadyClock clock;
    private final PolledInputs inputs;

    InputConsumer(Map<String, Object> config, ReadProgress progress, SteadyClock clock) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.clock = clock;
      inputs = new PolledInputs(progress, clock);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      Instant asked = clock.instant();
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      inputs.polled(this, asked, records);
      return records;
    }
  }
}
