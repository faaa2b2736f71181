package dev.drydock.gateway.publish;

import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/**
 * Writes records of the catalogue's topics. No thread waits until a record is durable; a circuit
 * breaker spares callers the wait while Kafka is away. Thread-safe.
 */
@Component
public final class RecordPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(RecordPublisher.class);

  /** The producer's own limit comes first, for it knows what became of the record. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final KafkaTemplate<String, SpecificRecord> kafka;
  private final TopicNames names;
  private final ScheduledExecutorService timer;
  private final Duration breakerOpen;
  private final CircuitBreaker breaker;
  private final TimeLimiter limit;

  RecordPublisher(
      KafkaTemplate<String, SpecificRecord> kafka,
      TopicNames names,
      ScheduledExecutorService timer,
      WritingSettings settings,
      CircuitBreakerRegistry breakers,
      TimeLimiterRegistry limits) {
    this.kafka = kafka;
    this.names = names;
    this.timer = timer;
    this.breakerOpen = settings.breakerOpen();
    this.breaker = breakers.circuitBreaker("kafka", config(settings));
    breaker
        .getEventPublisher()
        .onStateTransition(change -> LOG.warn("Kafka: {}", change.getStateTransition()));
    this.limit =
        limits.timeLimiter(
            "kafka",
            TimeLimiterConfig.custom().timeoutDuration(settings.timeout().plus(MARGIN)).build());
  }

  /**
   * Writes one record under its own key.
   *
   * @param headers to put on it, besides its kind
   * @return completes with the record's place once it is durable; fails with {@link
   *     NotDurableException}, after which the record may all the same be written
   */
  public CompletableFuture<RecordMetadata> publish(
      Topic topic, SpecificRecord value, Map<String, String> headers) {
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(names.of(topic), topic.keyOf(value), value);
    headers.forEach((name, text) -> MessageHeaders.set(record.headers(), name, text));
    return write(topic, record);
  }

  /**
   * Takes what was written under a key out of a compacted topic.
   *
   * @return as {@link #publish}
   */
  public CompletableFuture<RecordMetadata> withdraw(Topic topic, String key) {
    return write(topic, new ProducerRecord<>(names.of(topic), key, null));
  }

  private CompletableFuture<RecordMetadata> write(
      Topic topic, ProducerRecord<String, SpecificRecord> record) {
    CompletionStage<SendResult<String, SpecificRecord>> sent =
        breaker.executeCompletionStage(
            () -> limit.executeCompletionStage(timer, () -> kafka.send(record)));
    return sent.handle((result, failure) -> place(topic, result, failure)).toCompletableFuture();
  }

  private RecordMetadata place(
      Topic topic, SendResult<String, SpecificRecord> result, Throwable failure) {
    if (failure == null) {
      return result.getRecordMetadata();
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    LOG.atDebug().setCause(cause).addKeyValue("topic", names.of(topic)).log("A write failed");
    throw new NotDurableException(
        "Expected a record on topic \"" + names.of(topic) + "\" to be durable, but it is not",
        cause instanceof CallNotPermittedException ? breakerOpen : Duration.ofSeconds(1),
        cause);
  }

  private static CircuitBreakerConfig config(WritingSettings settings) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(settings.breakerWindow())
        .minimumNumberOfCalls(Math.min(settings.breakerWindow(), 10))
        .waitDurationInOpenState(settings.breakerOpen())
        .permittedNumberOfCallsInHalfOpenState(10)
        .writableStackTraceEnabled(false)
        .build();
  }
}
