package dev.drydock.gateway.bed;

import dev.drydock.gateway.publish.PublisherFixture;
import dev.drydock.gateway.publish.RecordPublisher;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka's own mock of a producer, which makes a record durable only when a test says so. */
public final class MockKafka implements AutoCloseable {

  private final MockProducer<String, SpecificRecord> producer =
      new MockProducer<>(false, null, new StringSerializer(), (topic, value) -> new byte[0]);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final RecordPublisher publisher =
      PublisherFixture.publisher(
          new KafkaTemplate<>(
              new ProducerFactory<String, SpecificRecord>() {
                @Override
                public Producer<String, SpecificRecord> createProducer() {
                  return producer;
                }
              }),
          timer);

  public MockProducer<String, SpecificRecord> producer() {
    return producer;
  }

  public RecordPublisher publisher() {
    return publisher;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
