package dev.drydock.gateway.view;

import dev.drydock.gateway.security.TenantId;
import dev.drydock.view.DevicePage;
import dev.drydock.view.DeviceQuery;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationPage;
import dev.drydock.view.OperationQuery;
import dev.drydock.view.OperationView;
import dev.drydock.view.Revisions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Asks the view. Every answer is a future that fails with a {@link ViewFailure}, {@link
 * ViewUnavailableException} when the view is away, and that no thread waits for. Ids and cursors of
 * collections must be of the form that the view takes. Thread-safe.
 */
@Component
public final class ViewClient {

  private final ViewHttp http;

  ViewClient(ViewHttp http) {
    this.http = http;
  }

  /**
   * Returns an operation of a device, if the view has it; fails with {@link
   * ForeignOperationException} when it is another device's.
   */
  public CompletableFuture<Optional<OperationView>> operation(
      TenantId tenant, String deviceId, String operationId) {
    return http.get(operationPath(tenant, deviceId, operationId), OperationView.class);
  }

  /**
   * Returns an operation of a tenant, if the view has it; fails with {@link
   * ForeignOperationException} when it is another tenant's.
   */
  public CompletableFuture<Optional<OperationView>> operation(TenantId tenant, String operationId) {
    return http.get(path(tenant, "operations", operationId), OperationView.class);
  }

  /**
   * As {@link #operation(TenantId, String, String)}, but as the operation stood at a time; empty
   * when it was not yet.
   */
  public CompletableFuture<Optional<OperationView>> operationAsOf(
      TenantId tenant, String deviceId, String operationId, Instant time) {
    return http.get(
        operationPath(tenant, deviceId, operationId) + "?asOf=" + time.toEpochMilli(),
        OperationView.class);
  }

  /** Returns what became of an operation, change by change, if the view has it. */
  public CompletableFuture<Optional<Revisions>> revisions(
      TenantId tenant, String deviceId, String operationId) {
    return http.get(operationPath(tenant, deviceId, operationId) + "/revisions", Revisions.class);
  }

  /** Returns operations; fails with {@link QueryTooBroadException} when that takes too long. */
  public CompletableFuture<OperationPage> operations(TenantId tenant, OperationQuery query) {
    return http.query(path(tenant, "operations", "query"), query, OperationPage.class);
  }

  /** Returns a device, if the view has it. */
  public CompletableFuture<Optional<DeviceView>> device(TenantId tenant, String deviceId) {
    return http.get(path(tenant, "devices", deviceId), DeviceView.class);
  }

  /** Returns devices; fails with {@link QueryTooBroadException} when that takes too long. */
  public CompletableFuture<DevicePage> devices(TenantId tenant, DeviceQuery query) {
    return http.query(path(tenant, "devices", "query"), query, DevicePage.class);
  }

  private static String operationPath(TenantId tenant, String deviceId, String operationId) {
    return path(tenant, "devices", deviceId, "operations", operationId);
  }

  private static String path(TenantId tenant, String... segments) {
    StringBuilder path = new StringBuilder("/tenants/").append(Percent.encode(tenant.value()));
    for (String segment : segments) {
      path.append('/').append(Percent.encode(segment));
    }
    return path.toString();
  }
}
