package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.OperationIds;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.FreshReads;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.gateway.view.ViewSettings;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.view.OperationView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Reads one operation so that the caller who got its id a moment ago finds it: an id that is young
 * enough is waited for, and never said to be unknown.
 */
@Component
final class OperationReads {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ViewClient view;
  private final FreshReads freshReads;
  private final Duration freshFor;
  private final Clock clock;

  OperationReads(ViewClient view, FreshReads freshReads, ViewSettings settings, Clock clock) {
    this.view = view;
    this.freshReads = freshReads;
    this.freshFor = settings.freshFor();
    this.clock = clock;
  }

  /** Returns the operation; fails with the 404 or 503 that the caller is to see. */
  CompletableFuture<OperationView> read(Caller caller, String deviceId, String operationId) {
    return read(
        caller, operationId, () -> view.operation(caller.tenantId(), deviceId, operationId));
  }

  /** Returns the operation, of whichever device; fails as when it is read by its device. */
  CompletableFuture<OperationView> read(Caller caller, String operationId) {
    return read(caller, operationId, () -> view.operation(caller.tenantId(), operationId));
  }

  private CompletableFuture<OperationView> read(
      Caller caller,
      String operationId,
      Supplier<CompletableFuture<Optional<OperationView>>> question) {
    if (!DeviceKey.isId(operationId)) {
      throw notFound();
    }
    if (!isFresh(operationId)) {
      return question.get().thenApply(found -> found.orElseThrow(OperationReads::notFound));
    }
    return freshReads
        .await(caller, question, operation -> true)
        .thenApply(found -> found.orElseThrow(() -> notYetVisible(operationId)));
  }

  /** Returns the operation as it stood at a time; fails with the 404 that the caller is to see. */
  CompletableFuture<OperationView> readAsOf(
      Caller caller, String deviceId, String operationId, Instant time) {
    if (!DeviceKey.isId(operationId)) {
      throw notFound();
    }
    return view.operationAsOf(caller.tenantId(), deviceId, operationId, time)
        .thenApply(found -> found.orElseThrow(OperationReads::notFound));
  }

  /** Returns the operation as soon as it has changed; empty when it does not within the wait. */
  CompletableFuture<Optional<OperationView>> awaitChange(
      Caller caller, OperationView known, Predicate<OperationView> isChanged, Duration wait) {
    return freshReads.awaitPatiently(
        caller,
        () -> view.operation(caller.tenantId(), known.deviceId(), known.operationId()),
        isChanged,
        wait);
  }

  /** Returns the operation; empty when the view does not see it within the wait. */
  CompletableFuture<Optional<OperationView>> await(
      Caller caller, String deviceId, String operationId) {
    return await(caller, deviceId, operationId, operation -> true);
  }

  /** Returns the operation as soon as it is so; empty when the view does not see that in time. */
  CompletableFuture<Optional<OperationView>> await(
      Caller caller, String deviceId, String operationId, Predicate<OperationView> isSo) {
    return freshReads.await(
        caller, () -> view.operation(caller.tenantId(), deviceId, operationId), isSo);
  }

  /** Gateways' clocks differ, so an id may also come from what is the future here. */
  private boolean isFresh(String operationId) {
    return OperationIds.mintedAt(operationId)
        .map(mintedAt -> Duration.between(mintedAt, clock.instant()).abs())
        .filter(age -> age.compareTo(freshFor) < 0)
        .isPresent();
  }

  /** The 404 for an operation that the device, or the tenant, does not have. */
  static Problem notFound() {
    return Problem.of(ProblemCode.NOT_FOUND, "There is no such operation.")
        .withInnerCode("operationNotFound");
  }

  private static Problem notYetVisible(String operationId) {
    return Problem.unavailable(
            "The operation '" + operationId + "' cannot be read yet.", RETRY_AFTER)
        .withInnerCode("operationNotYetVisible");
  }
}
