package dev.drydock.gateway.admission;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.gateway.view.OperationView;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.gateway.view.ViewUnavailableException;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.messages.UpdateConflicted;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes requests to update a device, and says what the device's dock decided. Thread-safe. */
@Component
public final class AdmissionDesk {

  private static final Logger LOG = LoggerFactory.getLogger(AdmissionDesk.class);

  private final DecisionExchange exchange;
  private final OperationIds ids;
  private final ViewClient view;
  private final ScheduledExecutorService timer;
  private final AdmissionSettings settings;
  private final Clock clock;

  AdmissionDesk(
      DecisionExchange exchange,
      OperationIds ids,
      ViewClient view,
      ScheduledExecutorService timer,
      AdmissionSettings settings,
      Clock clock) {
    this.exchange = exchange;
    this.ids = ids;
    this.view = view;
    this.timer = timer;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks for an update. A conflict whose holder is over already is passing: the news is on its way
   * to the dock, and the update is asked for again, as a new operation.
   *
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<Admission> admit(UpdateRequest request) {
    return attempt(request, settings.conflictRetries());
  }

  private CompletableFuture<Admission> attempt(UpdateRequest request, int retriesLeft) {
    String operationId = ids.next();
    return exchange
        .ask(command(request, operationId), request.traceparent())
        .thenCompose(decision -> judge(request, operationId, decision, retriesLeft));
  }

  private CompletableFuture<Admission> judge(
      UpdateRequest request,
      String operationId,
      Optional<DispatchEvent> decision,
      int retriesLeft) {
    if (decision.isEmpty()) {
      return CompletableFuture.completedFuture(new Admission.Undecided(operationId));
    }
    DispatchEvent event = decision.get();
    if (event.getUpdateAdmitted() != null) {
      return CompletableFuture.completedFuture(new Admission.Admitted(operationId));
    }
    if (event.getUpdateConflicted() != null) {
      return conflict(request, event.getUpdateConflicted(), retriesLeft);
    }
    if (event.getUpdateRefused() != null
        && event.getUpdateRefused().getReason() == RefusalReason.DEVICE_UNKNOWN) {
      return CompletableFuture.completedFuture(new Admission.DeviceUnknown());
    }
    throw new IllegalStateException(
        "Expected a decision on operation \"" + operationId + "\", but it is " + event);
  }

  private CompletableFuture<Admission> conflict(
      UpdateRequest request, UpdateConflicted conflict, int retriesLeft) {
    return holder(request, conflict)
        .thenCompose(
            holder -> {
              boolean isPassing = holder.operation().map(OperationView::isFinal).orElse(false);
              if (isPassing && retriesLeft > 0) {
                return afterPause().thenCompose(over -> attempt(request, retriesLeft - 1));
              }
              return CompletableFuture.completedFuture(new Admission.Conflicted(holder));
            });
  }

  /** A conflict is told without the holder's state rather than not at all. */
  private CompletableFuture<Holder> holder(UpdateRequest request, UpdateConflicted conflict) {
    String holderId = conflict.getHolderOperationId();
    return view.operation(request.caller().tenantId(), request.deviceId(), holderId)
        .exceptionally(
            failure -> {
              if (failure instanceof ViewUnavailableException
                  || failure.getCause() instanceof ViewUnavailableException) {
                LOG.atDebug().addKeyValue("operationId", holderId).log("The holder is not visible");
                return Optional.empty();
              }
              throw new CompletionException(failure);
            })
        .thenApply(operation -> new Holder(holderId, conflict.getHolderAdmittedAt(), operation));
  }

  private CompletableFuture<Void> afterPause() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    timer.schedule(
        () -> over.complete(null), settings.conflictPause().toMillis(), TimeUnit.MILLISECONDS);
    return over;
  }

  private UpdateCommand command(UpdateRequest request, String operationId) {
    RequestUpdate update =
        new RequestUpdate(
            operationId,
            request.softwareType(),
            request.softwareVersion(),
            request.artifact() == null ? null : request.artifact().toMessage(),
            request.deadlines().toMessage());
    return new UpdateCommand(
        request.caller().tenantId(),
        request.deviceId(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        Actors.toMessage(request.caller().actor()),
        update,
        null);
  }
}
