package dev.drydock.gateway.graph;

import dev.drydock.gateway.graph.CollectionPages.Target;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.ViewClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists operations. */
@RestController
final class OperationsEndpoint {

  private static final String OF_DEVICE =
      GraphUrls.ROOT + "/teamwork/devices/{deviceId}/operations";
  private static final String OF_TENANT = GraphUrls.ROOT + "/teamwork/operations";

  private final ViewClient view;
  private final OperationCollections operations;
  private final CollectionPages pages;
  private final GraphSettings settings;

  OperationsEndpoint(
      ViewClient view,
      OperationCollections operations,
      CollectionPages pages,
      GraphSettings settings) {
    this.view = view;
    this.operations = operations;
    this.pages = pages;
    this.settings = settings;
  }

  @GetMapping({OF_DEVICE, OF_DEVICE + "/"})
  CompletableFuture<ResponseEntity<CollectionResource<Object>>> ofDevice(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    Devices.requireId(deviceId);
    GraphUrls urls = GraphUrls.of(request, settings);
    Target target =
        new Target(
            CollectionKind.OPERATIONS,
            caller,
            urls.operations(deviceId),
            "devices/" + deviceId + "/operations",
            urls.operationsContext(deviceId));
    CollectionRequest wanted = pages.read(request, target);
    return operations
        .page(wanted, target, urls, deviceId)
        .thenCompose(page -> existing(caller, deviceId, wanted, page))
        .thenApply(page -> Answers.json(200).body(page));
  }

  @GetMapping({OF_TENANT, OF_TENANT + "/"})
  CompletableFuture<ResponseEntity<CollectionResource<Object>>> ofTenant(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    GraphUrls urls = GraphUrls.of(request, settings);
    Target target =
        new Target(
            CollectionKind.OPERATIONS,
            caller,
            urls.tenantOperations(),
            "operations",
            urls.tenantOperationsContext());
    return operations
        .page(pages.read(request, target), target, urls, null)
        .thenApply(page -> Answers.json(200).body(page));
  }

  /** A device without operations is told from one that does not exist. */
  private CompletableFuture<CollectionResource<Object>> existing(
      Caller caller, String deviceId, CollectionRequest wanted, CollectionResource<Object> page) {
    if (wanted.after() != null || !page.value().isEmpty()) {
      return CompletableFuture.completedFuture(page);
    }
    return view.device(caller.tenantId(), deviceId)
        .thenApply(
            device -> {
              device.orElseThrow(() -> Devices.notFound(deviceId));
              return page;
            });
  }
}
