package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Registration;
import dev.drydock.gateway.admission.RegistrationRequest;
import dev.drydock.gateway.admission.RegistrationService;
import dev.drydock.gateway.admission.Retirement;
import dev.drydock.gateway.admission.RetirementRequest;
import dev.drydock.gateway.catalogue.CatalogueNotReadyException;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.FreshReads;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.view.DeviceView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers, edits and retires devices. */
@RestController
final class RegistrationEndpoint {

  private static final String DEVICE = GraphUrls.ROOT + "/teamwork/devices/{deviceId}";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RegistrationService registrations;
  private final ViewClient view;
  private final FreshReads freshReads;
  private final JsonBodies bodies;
  private final SoftwareHealth health;
  private final GraphSettings settings;
  private final Clock clock;

  RegistrationEndpoint(
      RegistrationService registrations,
      ViewClient view,
      FreshReads freshReads,
      JsonBodies bodies,
      SoftwareHealth health,
      GraphSettings settings,
      Clock clock) {
    this.registrations = registrations;
    this.view = view;
    this.freshReads = freshReads;
    this.bodies = bodies;
    this.health = health;
    this.settings = settings;
    this.clock = clock;
  }

  @PutMapping({DEVICE, DEVICE + "/"})
  CompletableFuture<ResponseEntity<DeviceResource>> register(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return edit(deviceId, caller, request, true);
  }

  @PatchMapping({DEVICE, DEVICE + "/"})
  CompletableFuture<ResponseEntity<DeviceResource>> edit(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return edit(deviceId, caller, request, false);
  }

  @DeleteMapping({DEVICE, DEVICE + "/"})
  CompletableFuture<ResponseEntity<Void>> retire(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    RetirementRequest retirement =
        new RetirementRequest(
            caller,
            deviceId,
            DeviceTags.precondition(Conditions.of(request)),
            RequestHeaders.traceparent(request));
    GraphUrls urls = GraphUrls.of(request, settings);
    return registrations
        .retire(retirement)
        .thenCompose(outcome -> retired(caller, deviceId, outcome, urls));
  }

  private CompletableFuture<ResponseEntity<DeviceResource>> edit(
      String deviceId, Caller caller, HttpServletRequest request, boolean creates) {
    QueryOptions.requireNone(request);
    Devices.requireId(deviceId);
    RegistrationRequest registration =
        new RegistrationRequest(
            caller,
            deviceId,
            DeviceBody.read(bodies.read(request), deviceId),
            creates,
            DeviceTags.precondition(Conditions.of(request)),
            RequestHeaders.traceparent(request));
    GraphUrls urls = GraphUrls.of(request, settings);
    return registrations
        .register(registration)
        .thenCompose(outcome -> registered(caller, deviceId, outcome, urls));
  }

  /** The dock has decided: where the device cannot be read yet, the answer has no body. */
  private CompletableFuture<ResponseEntity<DeviceResource>> registered(
      Caller caller, String deviceId, Registration outcome, GraphUrls urls) {
    if (outcome instanceof Registration.DeviceUnknown) {
      throw Devices.notFound(deviceId);
    }
    if (outcome instanceof Registration.PreconditionFailed) {
      throw Conditions.failed(null);
    }
    if (!(outcome instanceof Registration.Registered registered)) {
      throw undecided("registration");
    }
    ResponseEntity<DeviceResource> withoutBody =
        Answers.withoutBody(registered.isNew() ? 201 : 200, urls.device(deviceId));
    return freshReads
        .await(
            caller,
            () -> view.device(caller.tenantId(), deviceId),
            device -> isAsNew(device, registered))
        .exceptionally(notReadable -> Optional.empty())
        .thenApply(
            found ->
                found
                    .flatMap(device -> described(caller, device, registered.isNew(), urls))
                    .orElse(withoutBody));
  }

  private Optional<ResponseEntity<DeviceResource>> described(
      Caller caller, DeviceView device, boolean isNew, GraphUrls urls) {
    try {
      return Optional.of(answer(caller, device, isNew, urls));
    } catch (CatalogueNotReadyException e) {
      return Optional.empty();
    }
  }

  /** A device that comes back after its retirement counts its revisions from 1 again. */
  private static boolean isAsNew(DeviceView device, Registration.Registered registered) {
    return registered.isNew()
        ? device.registeredAt() >= registered.at().toEpochMilli()
        : device.revision() >= registered.revision();
  }

  private ResponseEntity<DeviceResource> answer(
      Caller caller, DeviceView device, boolean isNew, GraphUrls urls) {
    String healthStatus = health.offer(caller.tenantId()).status(device);
    return Answers.json(isNew ? 201 : 200)
        .eTag(DeviceTags.of(device, healthStatus))
        .header(HttpHeaders.LOCATION, urls.device(device.deviceId()))
        .body(DeviceResource.of(urls.deviceContext(), device, healthStatus));
  }

  /**
   * The caller who gets this answer does not find the device any more, as far as the view keeps up.
   */
  private CompletableFuture<ResponseEntity<Void>> retired(
      Caller caller, String deviceId, Retirement outcome, GraphUrls urls) {
    if (outcome instanceof Retirement.DeviceUnknown) {
      throw Devices.notFound(deviceId);
    }
    if (outcome instanceof Retirement.PreconditionFailed) {
      throw Conditions.failed(null);
    }
    if (outcome instanceof Retirement.Held held) {
      String holderUrl = urls.operation(deviceId, held.holder().operationId());
      throw Conflicts.of(held.holder(), holderUrl, clock.instant(), settings.pollInterval());
    }
    if (outcome instanceof Retirement.Undecided) {
      throw undecided("retirement");
    }
    return freshReads
        .await(
            caller,
            () -> view.device(caller.tenantId(), deviceId).thenApply(Optional::of),
            Optional::isEmpty)
        .handle((gone, failure) -> ResponseEntity.noContent().build());
  }

  private static Problem undecided(String what) {
    return Problem.unavailable(
            "The " + what + " is written, but not carried out yet; the request may be repeated.",
            RETRY_AFTER)
        .withInnerCode(what + "Undecided");
  }
}
