package dev.drydock.gateway.publish;

import dev.drydock.schemas.TopicNames;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Makes publishers for tests in other packages. */
public final class PublisherFixture {

  private PublisherFixture() {}

  public static RecordPublisher publisher(
      KafkaTemplate<String, SpecificRecord> kafka, ScheduledExecutorService timer) {
    return new RecordPublisher(
        kafka,
        new TopicNames(""),
        timer,
        new WritingSettings(
            Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ZERO, 50, Duration.ofSeconds(2)),
        CircuitBreakerRegistry.ofDefaults(),
        TimeLimiterRegistry.ofDefaults());
  }
}
