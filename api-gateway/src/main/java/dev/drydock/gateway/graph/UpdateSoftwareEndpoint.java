package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Admission;
import dev.drydock.gateway.admission.AdmissionService;
import dev.drydock.gateway.admission.DeadlineSettings;
import dev.drydock.gateway.admission.IdempotencyKey;
import dev.drydock.gateway.admission.UpdateRequest;
import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.view.ViewClient;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes requests to update a device. */
@RestController
final class UpdateSoftwareEndpoint {

  private static final String PATH = GraphUrls.ROOT + "/teamwork/devices/{deviceId}/updateSoftware";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AdmissionService admissions;
  private final OfferedVersions offers;
  private final Catalogue catalogue;
  private final ViewClient view;
  private final OperationReads operations;
  private final JsonBodies bodies;
  private final DeadlineSettings deadlines;
  private final GraphSettings settings;
  private final Clock clock;

  UpdateSoftwareEndpoint(
      AdmissionService admissions,
      OfferedVersions offers,
      Catalogue catalogue,
      ViewClient view,
      OperationReads operations,
      JsonBodies bodies,
      DeadlineSettings deadlines,
      GraphSettings settings,
      Clock clock) {
    this.admissions = admissions;
    this.offers = offers;
    this.catalogue = catalogue;
    this.view = view;
    this.operations = operations;
    this.bodies = bodies;
    this.deadlines = deadlines;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param update the update
   * @param offered the release on offer, where no version was asked for; null otherwise
   */
  private record Wish(UpdateRequest update, @Nullable PublishedRelease offered) {}

  @PostMapping({PATH, PATH + "/"})
  CompletableFuture<? extends ResponseEntity<?>> updateSoftware(
      @PathVariable String deviceId,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    QueryOptions.requireNone(request);
    Conditions.requireNone(request);
    String key = RequestHeaders.idempotencyKey(request);
    Devices.requireId(deviceId);
    Wish wish;
    try {
      wish = checked(caller, deviceId, key, request);
    } catch (Problem problem) {
      return unlessDeviceUnknown(caller, deviceId, problem);
    }
    GraphUrls urls = GraphUrls.of(request, settings);
    boolean wantsOperation = RequestHeaders.prefersRepresentation(request);
    UpdateRequest update = wish.update();
    return (wish.offered() == null
            ? admissions.admit(update)
            : offers.admit(update, wish.offered()))
        .thenCompose(admission -> answer(update, admission, urls, wantsOperation));
  }

  private Wish checked(
      Caller caller, String deviceId, @Nullable String key, HttpServletRequest request) {
    UpdateSoftwareBody body =
        UpdateSoftwareBody.of(bodies.read(request), deadlines, clock.instant());
    PublishedRelease release = release(caller, body);
    UpdateRequest update =
        new UpdateRequest(
            caller,
            deviceId,
            release.softwareType(),
            release.softwareVersion(),
            release.content(),
            body.terms(),
            body.deadlines(),
            body.skipsInstalled(),
            null,
            key == null ? null : IdempotencyKey.of(caller.actor(), key, body.asGiven()),
            RequestHeaders.traceparent(request));
    return new Wish(update, body.softwareVersion() == null ? release : null);
  }

  private PublishedRelease release(Caller caller, UpdateSoftwareBody body) {
    String version = body.softwareVersion();
    if (version == null) {
      return catalogue
          .onOffer(caller.tenantId(), body.softwareType())
          .orElseThrow(
              () ->
                  Problem.badRequest(
                      "softwareVersion",
                      "Expected softwareVersion to be present: no version of "
                          + body.softwareType()
                          + " is on offer."));
    }
    return catalogue
        .offer(caller, body.softwareType(), version)
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemCode.NOT_FOUND,
                        "Version '" + version + "' of " + body.softwareType() + " is not on offer.")
                    .withInnerCode("softwareVersionNotAvailable"));
  }

  /** An unknown device is said before a wrong body, as far as the view can tell. */
  private CompletableFuture<ResponseEntity<Void>> unlessDeviceUnknown(
      Caller caller, String deviceId, Problem problem) {
    if (problem.code() != ProblemCode.BAD_REQUEST) {
      throw problem;
    }
    return view.device(caller.tenantId(), deviceId)
        .handle(
            (device, failure) -> {
              throw failure == null && device.isEmpty() ? Devices.notFound(deviceId) : problem;
            });
  }

  private CompletableFuture<? extends ResponseEntity<?>> answer(
      UpdateRequest update, Admission admission, GraphUrls urls, boolean wantsOperation) {
    if (admission instanceof Admission.Admitted admitted) {
      return wantsOperation
          ? acceptedWithOperation(update, admitted.operationId(), urls)
          : CompletableFuture.completedFuture(
              accepted(urls.operation(update.deviceId(), admitted.operationId())));
    }
    if (admission instanceof Admission.KeyReused) {
      throw Problem.of(
              ProblemCode.UNPROCESSABLE_ENTITY,
              "The Idempotency-Key was used for another request to update this device.")
          .withInnerCode("idempotencyKeyReused");
    }
    if (admission instanceof Admission.Undecided undecided) {
      if (update.idempotencyKey() != null) {
        throw Problem.unavailable(
                "The request is written, but not decided yet; repeat it with the same key.",
                RETRY_AFTER)
            .withInnerCode("updateUndecided");
      }
      return CompletableFuture.completedFuture(
          accepted(urls.operation(update.deviceId(), undecided.operationId())));
    }
    if (admission instanceof Admission.Conflicted conflicted) {
      String holderUrl = urls.operation(update.deviceId(), conflicted.holder().operationId());
      throw Conflicts.of(conflicted.holder(), holderUrl, clock.instant(), settings.pollInterval());
    }
    throw Devices.notFound(update.deviceId());
  }

  private ResponseEntity<Void> accepted(String location) {
    return Answers.accepted(location, settings.pollInterval());
  }

  /** The preference is met when the view sees the operation in time, and else left. */
  private CompletableFuture<? extends ResponseEntity<?>> acceptedWithOperation(
      UpdateRequest update, String operationId, GraphUrls urls) {
    String deviceId = update.deviceId();
    String location = urls.operation(deviceId, operationId);
    return operations
        .await(update.caller(), deviceId, operationId)
        .<ResponseEntity<?>>thenApply(
            found ->
                found.isEmpty()
                    ? accepted(location)
                    : Answers.json(202)
                        .header(HttpHeaders.LOCATION, location)
                        .header(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Problem.seconds(settings.pollInterval())))
                        .header("Preference-Applied", RequestHeaders.RETURN_REPRESENTATION)
                        .body(
                            OperationResource.of(
                                urls, urls.operationContext(deviceId), found.get())))
        .exceptionally(failure -> accepted(location));
  }
}
