package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.gateway.view.ViewSettings;
import dev.drydock.view.OperationView;
import dev.drydock.view.Revisions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows one operation: as it stands, as it stood, and all that it went through. */
@RestController
final class OperationEndpoint {

  private static final String PATH =
      GraphUrls.ROOT + "/teamwork/devices/{deviceId}/operations/{operationId}";
  private static final String OF_TENANT = GraphUrls.ROOT + "/teamwork/operations/{operationId}";
  private static final String HISTORY = PATH + "/history";
  private static final Set<String> OPTIONS = Set.of("select", "asof", "waitforchange");

  private final ViewClient view;
  private final OperationReads operations;
  private final GraphSettings settings;
  private final JsonMapper json;
  private final Duration longestChangeWait;

  OperationEndpoint(
      ViewClient view,
      OperationReads operations,
      GraphSettings settings,
      ViewSettings viewSettings,
      JsonMapper json) {
    this.view = view;
    this.operations = operations;
    this.settings = settings;
    this.json = json;
    this.longestChangeWait = viewSettings.longestChangeWait();
  }

  /**
   * What a caller wants of an operation.
   *
   * @param selection the members
   * @param asOf the time at which it stood so, or null for the present
   * @param changeWait how long a change is waited for
   */
  private record Wanted(Selection selection, @Nullable Instant asOf, Duration changeWait) {

    boolean isOfThePresent() {
      return asOf == null && changeWait.isZero();
    }
  }

  private Wanted wanted(QueryOptions options, HttpServletRequest request) {
    TimeOptions.requireOneAtMost(options, request);
    return new Wanted(
        Selection.of(options.get("select"), OperationResource.class),
        TimeOptions.asOf(options.get("asof")),
        TimeOptions.waitForChange(options.get("waitforchange"), longestChangeWait));
  }

  @GetMapping({PATH, PATH + "/"})
  CompletableFuture<ResponseEntity<Object>> operation(
      @PathVariable String deviceId,
      @PathVariable String operationId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions options = QueryOptions.of(request, OPTIONS);
    Devices.requireId(deviceId);
    Wanted wanted = wanted(options, request);
    GraphUrls urls = GraphUrls.of(request, settings);
    return read(caller, deviceId, operationId, wanted, request)
        .thenApply(
            operation -> answer(request, wanted, urls, urls.operationContext(deviceId), operation));
  }

  @GetMapping({OF_TENANT, OF_TENANT + "/"})
  CompletableFuture<ResponseEntity<Object>> operationOfTenant(
      @PathVariable String operationId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    Wanted wanted = wanted(QueryOptions.of(request, OPTIONS), request);
    GraphUrls urls = GraphUrls.of(request, settings);
    String context = urls.tenantOperationContext();
    return operations
        .read(caller, operationId)
        .thenCompose(
            known ->
                wanted.isOfThePresent()
                    ? CompletableFuture.completedFuture(known)
                    : read(caller, known.deviceId(), operationId, wanted, request))
        .thenApply(operation -> answer(request, wanted, urls, context, operation));
  }

  @GetMapping({HISTORY, HISTORY + "/"})
  CompletableFuture<ResponseEntity<CollectionResource<OperationResource>>> history(
      @PathVariable String deviceId,
      @PathVariable String operationId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    GraphUrls urls = GraphUrls.of(request, settings);
    String context = urls.historyContext(deviceId, operationId);
    // an operation that is not seen yet is waited for as by its own GET
    return operations
        .read(caller, deviceId, operationId)
        .thenCompose(seen -> view.revisions(caller.tenantId(), deviceId, operationId))
        .thenApply(found -> found.orElseThrow(OperationReads::notFound))
        .thenApply(revisions -> Answers.json(200).body(collection(urls, context, revisions)));
  }

  private CompletableFuture<OperationView> read(
      Caller caller,
      String deviceId,
      String operationId,
      Wanted wanted,
      HttpServletRequest request) {
    Instant asOf = wanted.asOf();
    if (asOf != null) {
      return operations.readAsOf(caller, deviceId, operationId, asOf);
    }
    EntityTags seen = EntityTags.ofIfNoneMatch(request);
    return operations
        .read(caller, deviceId, operationId)
        .thenCompose(
            operation ->
                wanted.changeWait().isZero()
                        || !seen.contain(etag(operation))
                        || operation.isFinal()
                    ? CompletableFuture.completedFuture(operation)
                    : operations
                        .awaitChange(
                            caller,
                            operation,
                            changed -> !seen.contain(etag(changed)),
                            wanted.changeWait())
                        .thenApply(changed -> changed.orElse(operation)));
  }

  private ResponseEntity<Object> answer(
      HttpServletRequest request,
      Wanted wanted,
      GraphUrls urls,
      String context,
      OperationView operation) {
    String etag = etag(operation);
    Conditions.requireMatch(request, etag);
    boolean isSeen = EntityTags.ofIfNoneMatch(request).contain(etag);
    ResponseEntity.BodyBuilder answer =
        isSeen ? ResponseEntity.status(HttpStatus.NOT_MODIFIED) : Answers.json(200);
    answer.eTag(etag);
    if (!operation.isFinal() && wanted.asOf() == null) {
      answer.header(
          HttpHeaders.RETRY_AFTER, Long.toString(Problem.seconds(settings.pollInterval())));
    }
    if (isSeen) {
      return answer.build();
    }
    Selection selection = wanted.selection();
    OperationResource body = OperationResource.of(urls, selection.context(context), operation);
    return answer.body(selection.of(body, json));
  }

  static String etag(OperationView operation) {
    return "\"" + operation.revision() + '"';
  }

  private static CollectionResource<OperationResource> collection(
      GraphUrls urls, String context, Revisions revisions) {
    return new CollectionResource<>(
        context,
        null,
        null,
        revisions.operations().stream()
            .map(operation -> OperationResource.revision(urls, operation))
            .toList());
  }
}
