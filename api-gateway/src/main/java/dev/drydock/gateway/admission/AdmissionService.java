package dev.drydock.gateway.admission;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.IfInstalled;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.view.OperationView;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Takes requests to update a device, and says what the device's dock decided. Thread-safe. */
@Component
public final class AdmissionService {

  private final DecisionExchange exchange;
  private final OperationIds ids;
  private final Holders holders;
  private final ScheduledExecutorService timer;
  private final AdmissionSettings settings;
  private final Clock clock;

  AdmissionService(
      DecisionExchange exchange,
      OperationIds ids,
      Holders holders,
      ScheduledExecutorService timer,
      AdmissionSettings settings,
      Clock clock) {
    this.exchange = exchange;
    this.ids = ids;
    this.holders = holders;
    this.timer = timer;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks for an update. A conflict whose holder is over already is passing: the news is on its way
   * to the dock, and the update is asked for again, as a new operation, a few times and no longer
   * than a decision is waited for: the last of these waits ends before the exchange does.
   *
   * @return fails with {@link dev.drydock.gateway.publish.NotDurableException} when the request
   *     could not be written
   */
  public CompletableFuture<Admission> admit(UpdateRequest request) {
    return attempt(
        request,
        new Retries(
            settings.conflictRetries(), System.nanoTime() + settings.decisionWait().toNanos()));
  }

  /**
   * How often and how long an update may be asked for again.
   *
   * @param left how often
   * @param endNanos until when, by {@link System#nanoTime}
   */
  private record Retries(int left, long endNanos) {

    boolean isAllowed() {
      return left > 0 && System.nanoTime() - endNanos < 0;
    }

    Retries next() {
      return new Retries(left - 1, endNanos);
    }
  }

  private CompletableFuture<Admission> attempt(UpdateRequest request, Retries retries) {
    String operationId = ids.next();
    return exchange
        .ask(command(request, operationId), request.traceparent())
        .thenCompose(decision -> judge(request, operationId, decision, retries));
  }

  private CompletableFuture<Admission> judge(
      UpdateRequest request,
      String operationId,
      Optional<DispatchEvent> decision,
      Retries retries) {
    if (decision.isEmpty()) {
      return CompletableFuture.completedFuture(new Admission.Undecided(operationId));
    }
    DispatchEvent event = decision.get();
    if (event.getKind().equals(DispatchEventKind.UPDATE_CONFLICTED)) {
      return conflict(request, event, retries);
    }
    return CompletableFuture.completedFuture(decided(event));
  }

  private static Admission decided(DispatchEvent event) {
    return switch (event.getKind()) {
      case DispatchEventKind.UPDATE_ADMITTED,
          DispatchEventKind.ADMISSION_REPEATED,
          DispatchEventKind.UPDATE_SKIPPED ->
          new Admission.Admitted(event.getOperationId());
      case DispatchEventKind.UPDATE_REFUSED -> refused(event);
      default -> throw unexpected(event);
    };
  }

  private static Admission refused(DispatchEvent event) {
    return switch (event.getReason()) {
      case RefusalReason.DEVICE_UNKNOWN -> new Admission.DeviceUnknown();
      case RefusalReason.IDEMPOTENCY_KEY_REUSED -> new Admission.KeyReused();
      case RefusalReason.INSTALLED_VERSION_DIFFERS ->
          new Admission.VersionDiffers(Objects.requireNonNullElse(event.getInstalledVersion(), ""));
      default -> throw unexpected(event);
    };
  }

  private static IllegalStateException unexpected(DispatchEvent event) {
    return new IllegalStateException(
        "Expected a decision on a request to update, but it is " + event);
  }

  private CompletableFuture<Admission> conflict(
      UpdateRequest request, DispatchEvent conflict, Retries retries) {
    return holders
        .of(
            request.caller().tenantId(),
            request.deviceId(),
            conflict.getHolderOperationId(),
            conflict.getHolderAdmittedAt())
        .thenCompose(
            holder -> {
              boolean isPassing = holder.operation().map(OperationView::isFinal).orElse(false);
              if (isPassing && retries.isAllowed()) {
                return afterPause().thenCompose(over -> attempt(request, retries.next()));
              }
              return CompletableFuture.completedFuture(new Admission.Conflicted(holder));
            });
  }

  private CompletableFuture<Void> afterPause() {
    CompletableFuture<Void> over = new CompletableFuture<>();
    timer.schedule(
        () -> over.complete(null), settings.conflictPause().toMillis(), TimeUnit.MILLISECONDS);
    return over;
  }

  private UpdateCommand command(UpdateRequest request, String operationId) {
    UpdateTerms.Window window = request.terms().window();
    RequestUpdate update =
        new RequestUpdate(
            operationId,
            request.softwareType(),
            request.softwareVersion(),
            request.content().toMessage(),
            request.deadlines().toMessage(),
            request.idempotencyKey() == null ? null : request.idempotencyKey().toMessage(),
            request.terms().mode(),
            window == null ? null : window.from(),
            window == null ? null : window.until(),
            request.skipsInstalled() ? IfInstalled.SKIP : IfInstalled.INSTALL,
            request.assumedVersion());
    return UpdateCommand.newBuilder()
        .setTenantId(request.caller().tenantId().value())
        .setDeviceId(request.deviceId())
        .setRequestedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setRequestedBy(Actors.toMessage(request.caller().actor()))
        .setRequestUpdate(update)
        .build();
  }
}
