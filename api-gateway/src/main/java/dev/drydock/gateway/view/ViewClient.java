package dev.drydock.gateway.view;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the view. Every answer is a future that fails with a {@link ViewFailure}, {@link
 * ViewUnavailableException} when the view is away, and that no thread waits for. Ids and places in
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
      String tenantId, String deviceId, String operationId) {
    return http.get(
        path("tenants", tenantId, "devices", deviceId, "operations", operationId),
        OperationView.class);
  }

  /**
   * Returns operations of a device, without requests that were turned away.
   *
   * @param top how many at most
   * @param after {@code <createdAt>_<operationId>} of the last operation of the page before, or
   *     null for the first page
   */
  public CompletableFuture<OperationPage> operations(
      String tenantId, String deviceId, int top, @Nullable String after) {
    return http.getExisting(
        path("tenants", tenantId, "devices", deviceId, "operations") + page(top, after),
        OperationPage.class);
  }

  /** Returns a device, if the view has it. */
  public CompletableFuture<Optional<DeviceView>> device(String tenantId, String deviceId) {
    return http.get(path("tenants", tenantId, "devices", deviceId), DeviceView.class);
  }

  /**
   * Returns devices of a tenant.
   *
   * @param top how many at most
   * @param after the last device's id of the page before, or null for the first page
   */
  public CompletableFuture<DevicePage> devices(String tenantId, int top, @Nullable String after) {
    return http.getExisting(
        path("tenants", tenantId, "devices") + page(top, after), DevicePage.class);
  }

  private static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(Percent.encode(segment));
    }
    return path.toString();
  }

  private static String page(int top, @Nullable String after) {
    return "?top=" + top + (after == null ? "" : "&after=" + Percent.encode(after));
  }
}
