package dev.drydock.gateway.admission;

import dev.drydock.gateway.publish.RecordPublisher;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a command and waits, without a thread, for the dock's decision on it. Thread-safe. */
@Component
final class DecisionExchange {

  private final OpenRequests requests;
  private final RecordPublisher publisher;
  private final long waitMs;

  DecisionExchange(OpenRequests requests, RecordPublisher publisher, AdmissionSettings settings) {
    this.requests = requests;
    this.publisher = publisher;
    this.waitMs = settings.decisionWait().toMillis();
  }

  /**
   * Asks the dock. The decision may be here before the broker's word that the command is durable,
   * and then says as much.
   *
   * @return completes with the decision, or empty when the command is durable and there was no
   *     decision within the wait; fails with {@link
   *     dev.drydock.gateway.publish.NotDurableException}
   */
  CompletableFuture<Optional<DispatchEvent>> ask(
      UpdateCommand command, @Nullable String traceparent) {
    OpenRequests.OpenRequest request = requests.open();
    CompletableFuture<RecordMetadata> durable =
        publisher.publish(Topic.UPDATE_COMMANDS, command, headers(request.address(), traceparent));
    CompletableFuture<Void> waited =
        new CompletableFuture<Void>().completeOnTimeout(null, waitMs, TimeUnit.MILLISECONDS);

    CompletableFuture<Optional<DispatchEvent>> answer = new CompletableFuture<>();
    request.decision().thenAccept(decision -> answer.complete(Optional.of(decision)));
    durable.whenComplete(
        (place, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
          }
        });
    waited.runAfterBoth(durable, () -> answer.complete(Optional.empty()));
    return answer.whenComplete(
        (decision, failure) -> {
          requests.close(request);
          waited.complete(null);
        });
  }

  private static Map<String, String> headers(String address, @Nullable String traceparent) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(MessageHeaders.REPLY_TO, address);
    if (traceparent != null) {
      headers.put(MessageHeaders.TRACEPARENT, traceparent);
    }
    return headers;
  }
}
