package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.RegistrationService;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks devices to describe themselves again. */
@RestController
final class AttributesEndpoint {

  private static final String PATH =
      GraphUrls.ROOT + "/teamwork/devices/{deviceId}/requestAttributes";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RegistrationService registrations;
  private final JsonBodies bodies;
  private final GraphSettings settings;

  AttributesEndpoint(RegistrationService registrations, JsonBodies bodies, GraphSettings settings) {
    this.registrations = registrations;
    this.bodies = bodies;
    this.settings = settings;
  }

  @PostMapping({PATH, PATH + "/"})
  CompletableFuture<ResponseEntity<Void>> requestAttributes(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Conditions.requireNone(request);
    Devices.requireId(deviceId);
    bodies.readIfAny(request).ifPresent(body -> body.requireOnly(Set.of()));
    String location = GraphUrls.of(request, settings).device(deviceId);
    return registrations
        .requestAttributes(caller, deviceId, RequestHeaders.traceparent(request))
        .thenApply(
            outcome ->
                switch (outcome) {
                  case ASKED -> Answers.accepted(location, settings.pollInterval());
                  case DEVICE_UNKNOWN -> throw Devices.notFound(deviceId);
                  case UNDECIDED ->
                      throw Problem.unavailable(
                              "The request is written, but not carried out yet; the request may be"
                                  + " repeated.",
                              RETRY_AFTER)
                          .withInnerCode("attributesRequestUndecided");
                });
  }
}
