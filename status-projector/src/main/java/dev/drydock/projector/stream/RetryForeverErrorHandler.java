package dev.drydock.projector.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.messaging.MessagingException;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What to do when a batch cannot be written: the same again, for as long as it takes. Between the
 * attempts the paused consumer is polled, so that it stays in its group however long that is (see
 * Spring Kafka's DefaultErrorHandler).
 */
public final class RetryForeverErrorHandler implements RetryListener {

  private static final Logger LOG = LoggerFactory.getLogger(RetryForeverErrorHandler.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ProjectionProgress progress;

  private RetryForeverErrorHandler(ProjectionProgress progress) {
    this.progress = progress;
  }

  /** Returns an error handler that never gives a batch up. */
  public static CommonErrorHandler errorHandler(ProjectionProgress progress) {
    ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
    pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
    DefaultErrorHandler handler =
        new DefaultErrorHandler(RetryForeverErrorHandler::neverRecover, pauses);
    // Without this, what Spring Kafka takes for hopeless is not tried again but discarded.
    handler.setClassifications(Map.of(), true);
    handler.setRetryListeners(new RetryForeverErrorHandler(progress));
    return handler;
  }

  @Override
  public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception thrown, int attempt) {
    // batches only
  }

  @Override
  public void failedDelivery(
      ConsumerRecords<?, ?> records, @Nullable Exception thrown, int attempt) {
    Throwable cause = withoutWrapping(thrown);
    String reason = reason(cause);
    progress.failed(reason);
    LOG.atWarn()
        .addKeyValue("attempt", attempt)
        .addKeyValue("records", records.count())
        // the whole story once; it is the same with each attempt
        .setCause(attempt == 1 ? cause : null)
        .log("A batch could not be written and is tried again: {}", reason);
  }

  /** Without what the container and the channels put around it, which prints the whole batch. */
  private static @Nullable Throwable withoutWrapping(@Nullable Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ListenerExecutionFailedException
            || cause instanceof MessagingException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** In short: messages of failed statements hold the whole statement. */
  private static String reason(@Nullable Throwable cause) {
    return cause == null
        ? "unknown"
        : cause.getClass().getSimpleName()
            + ", for "
            + NestedExceptionUtils.getMostSpecificCause(cause);
  }

  private static void neverRecover(ConsumerRecord<?, ?> record, Exception thrown) {
    throw new IllegalStateException(
        "Expected a batch to be tried until it is written, but it was given up", thrown);
  }
}
