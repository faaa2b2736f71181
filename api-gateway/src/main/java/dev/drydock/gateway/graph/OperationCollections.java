package dev.drydock.gateway.graph;

import dev.drydock.gateway.graph.CollectionPages.Page;
import dev.drydock.gateway.graph.CollectionPages.Target;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.view.Cursor;
import dev.drydock.view.Filter;
import dev.drydock.view.OperationPage;
import dev.drydock.view.OperationQuery;
import dev.drydock.view.OperationView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows pages of operations, of a device or of a whole tenant. */
@Component
final class OperationCollections {

  /** The view's name of what an operation failed with. */
  static final String ERROR_CODE = "errorCode";

  private final ViewClient view;
  private final CollectionPages pages;

  OperationCollections(ViewClient view, CollectionPages pages) {
    this.view = view;
    this.pages = pages;
  }

  /**
   * Returns a page. Rejected requests are among the operations only when the filter speaks of the
   * errors that they end with.
   *
   * @param deviceId the device, or null for all of the tenant
   */
  CompletableFuture<CollectionResource<Object>> page(
      CollectionRequest request, Target target, GraphUrls urls, @Nullable String deviceId) {
    Filter filter = request.filter();
    OperationQuery query =
        new OperationQuery(
            deviceId,
            filter,
            request.ordering().viewField(),
            request.ordering().descending(),
            request.after(),
            request.top(),
            request.count(),
            filter != null && filter.mentions(ERROR_CODE));
    return view.operations(target.caller().tenantId(), query)
        .thenApply(found -> pages.write(request, target, page(urls, found, request.ordering())));
  }

  private static Page page(GraphUrls urls, OperationPage found, Ordering ordering) {
    List<OperationView> operations = found.operations();
    return new Page(
        operations.stream().map(operation -> OperationResource.item(urls, operation)).toList(),
        found.more() ? cursor(operations.get(operations.size() - 1), ordering) : null,
        found.count());
  }

  private static Cursor cursor(OperationView last, Ordering ordering) {
    return switch (ordering.viewField()) {
      case "deviceId" -> new Cursor(last.createdAt(), last.deviceId(), last.operationId());
      case "createdAt" -> new Cursor(last.createdAt(), last.operationId());
      default -> new Cursor(last.lastActionAt(), last.operationId());
    };
  }
}
