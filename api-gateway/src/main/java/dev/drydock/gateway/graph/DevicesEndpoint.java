package dev.drydock.gateway.graph;

import dev.drydock.gateway.graph.CollectionPages.Page;
import dev.drydock.gateway.graph.CollectionPages.Target;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.view.Cursor;
import dev.drydock.view.DevicePage;
import dev.drydock.view.DeviceQuery;
import dev.drydock.view.DeviceView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows devices, and how fresh their software is. */
@RestController
final class DevicesEndpoint {

  private static final String COLLECTION = GraphUrls.ROOT + "/teamwork/devices";
  private static final String DEVICE = COLLECTION + "/{deviceId}";
  private static final String HEALTH = DEVICE + "/health";
  private static final Set<String> OPTIONS = Set.of("select");

  private final ViewClient view;
  private final CollectionPages pages;
  private final SoftwareHealth health;
  private final GraphSettings settings;
  private final JsonMapper json;

  DevicesEndpoint(
      ViewClient view,
      CollectionPages pages,
      SoftwareHealth health,
      GraphSettings settings,
      JsonMapper json) {
    this.view = view;
    this.pages = pages;
    this.health = health;
    this.settings = settings;
    this.json = json;
  }

  @GetMapping({DEVICE, DEVICE + "/"})
  CompletableFuture<ResponseEntity<Object>> device(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions options = QueryOptions.of(request, OPTIONS);
    Devices.requireId(deviceId);
    Selection selection = Selection.of(options.get("select"), DeviceResource.class);
    String context = selection.context(GraphUrls.of(request, settings).deviceContext());
    return existing(caller, deviceId)
        .thenApply(
            device -> {
              String healthStatus = health.offer(caller.tenantId()).status(device);
              String etag = DeviceTags.of(device, healthStatus);
              return Answers.readable(
                  request,
                  etag,
                  () -> selection.of(DeviceResource.of(context, device, healthStatus), json));
            });
  }

  @GetMapping({HEALTH, HEALTH + "/"})
  CompletableFuture<ResponseEntity<DeviceHealthResource>> health(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    String context = GraphUrls.of(request, settings).healthContext(deviceId);
    return existing(caller, deviceId)
        .thenApply(device -> health.offer(caller.tenantId()).of(device))
        .thenApply(
            known -> Answers.json(200).body(DeviceHealthResource.of(context, deviceId, known)));
  }

  @GetMapping({COLLECTION, COLLECTION + "/"})
  CompletableFuture<ResponseEntity<CollectionResource<Object>>> devices(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    GraphUrls urls = GraphUrls.of(request, settings);
    Target target =
        new Target(
            CollectionKind.DEVICES, caller, urls.devices(), "devices", urls.devicesContext());
    CollectionRequest wanted = pages.read(request, target);
    Ordering ordering = wanted.ordering();
    DeviceQuery query =
        new DeviceQuery(
            wanted.filter(),
            ordering.viewField(),
            ordering.descending(),
            wanted.after(),
            wanted.top(),
            wanted.count());
    return view.devices(caller.tenantId(), query)
        .thenApply(found -> pages.write(wanted, target, page(caller, found, ordering)))
        .thenApply(page -> Answers.json(200).body(page));
  }

  private CompletableFuture<DeviceView> existing(Caller caller, String deviceId) {
    return view.device(caller.tenantId(), deviceId)
        .thenApply(found -> found.orElseThrow(() -> Devices.notFound(deviceId)));
  }

  private Page page(Caller caller, DevicePage found, Ordering ordering) {
    List<DeviceView> devices = found.devices();
    SoftwareHealth.Offer offer = health.offer(caller.tenantId());
    return new Page(
        devices.stream()
            .map(device -> DeviceResource.of(null, device, offer.status(device)))
            .toList(),
        found.more() ? cursor(devices.get(devices.size() - 1), ordering) : null,
        found.count());
  }

  private static Cursor cursor(DeviceView last, Ordering ordering) {
    return new Cursor(
        ordering.viewField().equals("registeredAt") ? last.registeredAt() : null, last.deviceId());
  }
}
