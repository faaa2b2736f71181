package dev.drydock.gateway.admission;

import dev.drydock.gateway.security.TenantId;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.gateway.view.ViewFailure;
import dev.drydock.view.OperationView;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells what the view knows of the operations that hold devices. Many requests often meet one
 * holder at once; the view is asked for them together. Thread-safe.
 */
@Component
final class Holders {

  private static final Logger LOG = LoggerFactory.getLogger(Holders.class);

  private final ViewClient view;
  private final ConcurrentMap<Key, CompletableFuture<Optional<OperationView>>> asked =
      new ConcurrentHashMap<>();

  Holders(ViewClient view) {
    this.view = view;
  }

  private record Key(TenantId tenantId, String deviceId, String operationId) {}

  /** Returns the holder, without its state when the view cannot tell: a conflict is told anyhow. */
  CompletableFuture<Holder> of(
      TenantId tenantId, String deviceId, String operationId, Instant admittedAt) {
    return find(new Key(tenantId, deviceId, operationId))
        .thenApply(found -> new Holder(operationId, admittedAt, found));
  }

  private CompletableFuture<Optional<OperationView>> find(Key key) {
    CompletableFuture<Optional<OperationView>> answer = new CompletableFuture<>();
    CompletableFuture<Optional<OperationView>> awaited = asked.putIfAbsent(key, answer);
    if (awaited != null) {
      return awaited;
    }
    view.operation(key.tenantId(), key.deviceId(), key.operationId())
        .exceptionally(failure -> unknown(key, failure))
        .whenComplete(
            (found, failure) -> {
              asked.remove(key);
              if (failure == null) {
                answer.complete(found);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    return answer;
  }

  private static Optional<OperationView> unknown(Key key, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ViewFailure) {
      LOG.atDebug().addKeyValue("operationId", key.operationId()).log("The holder is not visible");
      return Optional.empty();
    }
    throw new CompletionException(cause);
  }
}
