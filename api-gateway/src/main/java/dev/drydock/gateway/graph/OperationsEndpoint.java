package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.OperationPage;
import dev.drydock.gateway.view.OperationView;
import dev.drydock.gateway.view.ViewClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows operations. */
@RestController
final class OperationsEndpoint {

  private static final String PATH = GraphUrls.ROOT + "/teamwork/devices/{deviceId}/operations";

  private final ViewClient view;
  private final OperationReads operations;
  private final GraphSettings settings;

  OperationsEndpoint(ViewClient view, OperationReads operations, GraphSettings settings) {
    this.view = view;
    this.operations = operations;
    this.settings = settings;
  }

  @GetMapping({PATH + "/{operationId}", PATH + "/{operationId}/"})
  CompletableFuture<ResponseEntity<OperationResource>> operation(
      @PathVariable String deviceId,
      @PathVariable String operationId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    String context = GraphUrls.of(request, settings).operationContext(deviceId);
    return operations
        .read(caller, deviceId, operationId)
        .thenApply(operation -> answer(request, context, operation));
  }

  @GetMapping({PATH, PATH + "/"})
  CompletableFuture<ResponseEntity<CollectionResource<OperationResource>>> operations(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions options = QueryOptions.ofCollection(request);
    Devices.requireId(deviceId);
    int top = options.top();
    String after = options.after(SkipToken.OPERATIONS);
    GraphUrls urls = GraphUrls.of(request, settings);
    return view.operations(caller.tenantId(), deviceId, top, after)
        .thenCompose(page -> existing(caller, deviceId, after, page))
        .thenApply(page -> Answers.json(200).body(collection(urls, deviceId, top, page)));
  }

  private ResponseEntity<OperationResource> answer(
      HttpServletRequest request, String context, OperationView operation) {
    String etag = "\"" + operation.revision() + '"';
    if (RequestHeaders.hasSeen(request, etag)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build();
    }
    ResponseEntity.BodyBuilder answer = Answers.json(200).eTag(etag);
    if (!operation.isFinal()) {
      answer.header(
          HttpHeaders.RETRY_AFTER, Long.toString(Problem.seconds(settings.pollInterval())));
    }
    return answer.body(OperationResource.of(context, operation));
  }

  /** A device without operations is told from one that does not exist. */
  private CompletableFuture<OperationPage> existing(
      Caller caller, String deviceId, @Nullable String after, OperationPage page) {
    if (after != null || !page.operations().isEmpty()) {
      return CompletableFuture.completedFuture(page);
    }
    return view.device(caller.tenantId(), deviceId)
        .thenApply(
            device -> {
              device.orElseThrow(() -> Devices.notFound(deviceId));
              return page;
            });
  }

  private static CollectionResource<OperationResource> collection(
      GraphUrls urls, String deviceId, int top, OperationPage page) {
    List<OperationView> operations = page.operations();
    return new CollectionResource<>(
        urls.operationsContext(deviceId),
        page.more() ? nextLink(urls.operations(deviceId), top, operations) : null,
        operations.stream().map(operation -> OperationResource.of(null, operation)).toList());
  }

  private static String nextLink(String url, int top, List<OperationView> operations) {
    OperationView last = operations.get(operations.size() - 1);
    return SkipToken.OPERATIONS.nextLink(url, top, last.createdAt() + "_" + last.operationId());
  }
}
