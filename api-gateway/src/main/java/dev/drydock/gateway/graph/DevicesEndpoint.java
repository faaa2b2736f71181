package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Registration;
import dev.drydock.gateway.admission.RegistrationDesk;
import dev.drydock.gateway.admission.RegistrationRequest;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.DevicePage;
import dev.drydock.gateway.view.DeviceView;
import dev.drydock.gateway.view.FreshReads;
import dev.drydock.gateway.view.ViewClient;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers, edits and shows devices. */
@RestController
final class DevicesEndpoint {

  private static final String COLLECTION = GraphUrls.ROOT + "/teamwork/devices";
  private static final String DEVICE = COLLECTION + "/{deviceId}";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RegistrationDesk desk;
  private final ViewClient view;
  private final FreshReads freshReads;
  private final JsonBodies bodies;
  private final GraphSettings settings;

  DevicesEndpoint(
      RegistrationDesk desk,
      ViewClient view,
      FreshReads freshReads,
      JsonBodies bodies,
      GraphSettings settings) {
    this.desk = desk;
    this.view = view;
    this.freshReads = freshReads;
    this.bodies = bodies;
    this.settings = settings;
  }

  @PutMapping({DEVICE, DEVICE + "/"})
  CompletableFuture<ResponseEntity<DeviceResource>> register(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    RegistrationRequest registration =
        new RegistrationRequest(
            caller,
            deviceId,
            DeviceBody.read(bodies.read(request)),
            RequestHeaders.traceparent(request));
    GraphUrls urls = GraphUrls.of(request, settings);
    return desk.register(registration)
        .thenCompose(outcome -> answer(caller, deviceId, outcome, urls));
  }

  @GetMapping({DEVICE, DEVICE + "/"})
  CompletableFuture<ResponseEntity<DeviceResource>> device(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    String context = GraphUrls.of(request, settings).deviceContext();
    return view.device(caller.tenantId(), deviceId)
        .thenApply(found -> found.orElseThrow(() -> Devices.notFound(deviceId)))
        .thenApply(device -> Answers.json(200).body(DeviceResource.of(context, device)));
  }

  @GetMapping({COLLECTION, COLLECTION + "/"})
  CompletableFuture<ResponseEntity<CollectionResource<DeviceResource>>> devices(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    QueryOptions options = QueryOptions.ofCollection(request);
    int top = options.top();
    GraphUrls urls = GraphUrls.of(request, settings);
    return view.devices(caller.tenantId(), top, options.after(SkipToken.DEVICES))
        .thenApply(page -> Answers.json(200).body(collection(urls, top, page)));
  }

  /** The registration can be read by whoever gets this answer, or the answer says it is not. */
  private CompletableFuture<ResponseEntity<DeviceResource>> answer(
      Caller caller, String deviceId, Registration outcome, GraphUrls urls) {
    if (!(outcome instanceof Registration.Registered registered)) {
      throw repeat("The registration is written, but not carried out yet", "registrationUndecided");
    }
    return freshReads
        .await(
            caller,
            () -> view.device(caller.tenantId(), deviceId),
            device -> device.revision() >= registered.revision())
        .thenApply(
            found ->
                found.orElseThrow(
                    () ->
                        repeat(
                            "The device is registered, but cannot be read yet",
                            "deviceNotYetVisible")))
        .thenApply(
            device -> {
              DeviceResource body = DeviceResource.of(urls.deviceContext(), device);
              return registered.isNew()
                  ? Answers.json(201).header(HttpHeaders.LOCATION, urls.device(deviceId)).body(body)
                  : Answers.json(200).body(body);
            });
  }

  private static Problem repeat(String message, String innerCode) {
    return Problem.unavailable(message + "; the request may be repeated.", RETRY_AFTER)
        .withInnerCode(innerCode);
  }

  private static CollectionResource<DeviceResource> collection(
      GraphUrls urls, int top, DevicePage page) {
    List<DeviceView> devices = page.devices();
    return new CollectionResource<>(
        urls.devicesContext(),
        page.more()
            ? SkipToken.DEVICES.nextLink(
                urls.devices(), top, devices.get(devices.size() - 1).deviceId())
            : null,
        devices.stream().map(device -> DeviceResource.of(null, device)).toList());
  }
}
