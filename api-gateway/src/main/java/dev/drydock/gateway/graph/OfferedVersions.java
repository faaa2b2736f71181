package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Admission;
import dev.drydock.gateway.admission.AdmissionService;
import dev.drydock.gateway.admission.UpdateRequest;
import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.view.ViewClient;
import dev.drydock.view.DeviceView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks for updates to the version on offer, which never take a device back. What the device runs is
 * the dock's knowledge: it admits a request that is based on it, and tells it otherwise.
 * Thread-safe.
 */
@Component
final class OfferedVersions {

  /** What is taken for granted of a device of which nothing is known. */
  private static final String NONE = "";

  private static final int RETRIES = 3;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AdmissionService admissions;
  private final Catalogue catalogue;
  private final ViewClient view;

  OfferedVersions(AdmissionService admissions, Catalogue catalogue, ViewClient view) {
    this.admissions = admissions;
    this.catalogue = catalogue;
    this.view = view;
  }

  /**
   * Asks for an update unless the device runs a newer version, or one that may be newer.
   *
   * @param update to the release on offer
   * @return fails with the 400 in that case, and as {@link AdmissionService#admit} does
   */
  CompletableFuture<Admission> admit(UpdateRequest update, PublishedRelease offered) {
    return view.device(update.caller().tenantId(), update.deviceId())
        .handle((device, failure) -> failure == null ? runs(device, offered) : NONE)
        .thenCompose(
            runs ->
                // the view may be behind: the request is refused for what the dock says only
                attempt(
                    update,
                    offered,
                    refusal(update, offered, runs).isPresent() ? NONE : runs,
                    RETRIES));
  }

  private CompletableFuture<Admission> attempt(
      UpdateRequest update, PublishedRelease offered, String runs, int retries) {
    return admissions
        .admit(update.assuming(runs))
        .thenCompose(
            admission ->
                admission instanceof Admission.VersionDiffers differs
                    ? again(update, offered, differs.installedVersion(), retries)
                    : CompletableFuture.completedFuture(admission));
  }

  private CompletableFuture<Admission> again(
      UpdateRequest update, PublishedRelease offered, String runs, int retries) {
    Optional<Problem> refusal = refusal(update, offered, runs);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (retries == 0) {
      throw Problem.unavailable(
              "What the device runs changes too often; repeat the request.", RETRY_AFTER)
          .withInnerCode("installedVersionChanges");
    }
    return attempt(update, offered, runs, retries - 1);
  }

  private Optional<Problem> refusal(UpdateRequest update, PublishedRelease offered, String runs) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt order = catalogue.compare(update.caller().tenantId(), offered, runs);
    if (order.isEmpty()) {
      return Optional.of(
          refusal(offered, runs, "cannot be compared with", "versionsNotComparable"));
    }
    return order.getAsInt() < 0
        ? Optional.of(refusal(offered, runs, "is newer than", "newerVersionInstalled"))
        : Optional.empty();
  }

  private static Problem refusal(
      PublishedRelease offered, String runs, String relation, String innerCode) {
    return Problem.badRequest(
            "softwareVersion",
            "The device runs version '"
                + runs
                + "' of "
                + offered.softwareType()
                + ", which "
                + relation
                + " '"
                + offered.softwareVersion()
                + "', the version on offer. Name a softwareVersion to install it all the same.")
        .withInnerCode(innerCode);
  }

  private static String runs(Optional<DeviceView> device, PublishedRelease offered) {
    @Nullable Map<String, String> versions = device.map(DeviceView::softwareVersions).orElse(null);
    return versions == null ? NONE : versions.getOrDefault(offered.softwareType(), NONE);
  }
}
