package dev.drydock.gateway.admission;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.messages.CancelOperation;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.UpdateCommand;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Takes requests to cancel an operation, and says what the device's dock decided. Thread-safe. */
@Component
public final class CancellationService {

  private final DecisionExchange exchange;
  private final Clock clock;

  CancellationService(DecisionExchange exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * Asks for an operation to be cancelled, which may be asked for again and again.
   *
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<Cancellation> cancel(CancellationRequest request) {
    return exchange
        .ask(command(request), request.traceparent())
        .thenApply(
            decision ->
                decision.map(CancellationService::decided).orElseGet(Cancellation.Undecided::new));
  }

  private static Cancellation decided(DispatchEvent event) {
    return switch (event.getKind()) {
      case DispatchEventKind.CANCEL_REQUESTED -> new Cancellation.Requested(event.getRequestedAt());
      case DispatchEventKind.UPDATE_WITHDRAWN -> new Cancellation.Withdrawn();
      case DispatchEventKind.CANCEL_REFUSED -> new Cancellation.NothingToCancel();
      default ->
          throw new IllegalStateException(
              "Expected a decision on a cancellation, but it is " + event);
    };
  }

  private UpdateCommand command(CancellationRequest request) {
    return UpdateCommand.newBuilder()
        .setTenantId(request.caller().tenantId().value())
        .setDeviceId(request.deviceId())
        .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setRequestedBy(Actors.toMessage(request.caller().actor()))
        .setCancelOperation(new CancelOperation(request.operationId(), request.force()))
        .build();
  }
}
