package dev.drydock.projector.stream;

import dev.drydock.messages.DeadLetter;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Writes the records that the projector gives up. Thread-safe. */
public final class DeadLetterPublisher {

  private final KafkaTemplate<String, SpecificRecord> kafka;
  private final String topic;
  private final Duration timeout;

  /**
   * @param kafka whose producer waits for all replicas
   * @param topic name of the topic for dead letters
   * @param timeout how long the cluster may take to store the letters of a batch
   */
  public DeadLetterPublisher(
      KafkaTemplate<String, SpecificRecord> kafka, String topic, Duration timeout) {
    this.kafka = kafka;
    this.topic = topic;
    this.timeout = timeout;
  }

  /**
   * Writes letters and returns when all of them are stored.
   *
   * @throws RuntimeException of Kafka or its serializer when one of them is not: all are to be
   *     written again
   */
  void post(List<DeadLetter> letters) {
    CompletableFuture<?>[] sent =
        letters.stream()
            .map(letter -> kafka.send(topic, Topic.DEAD_LETTERS.keyOf(letter), letter))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(sent).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
