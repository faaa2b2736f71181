package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.Admission;
import dev.drydock.gateway.admission.AdmissionDesk;
import dev.drydock.gateway.admission.UpdateRequest;
import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.view.DeviceView;
import dev.drydock.gateway.view.ViewClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  private final AdmissionDesk desk;
  private final Catalogue catalogue;
  private final ViewClient view;

  OfferedVersions(AdmissionDesk desk, Catalogue catalogue, ViewClient view) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.view = view;
  }

  /**
   * Asks for an update unless the device runs a newer version.
   *
   * @param update to the release on offer
   * @return fails with the 400 when the device runs a newer version, and as {@link
   *     AdmissionDesk#admit} does
   */
  CompletableFuture<Admission> admit(UpdateRequest update, PublishedRelease offered) {
    return view.device(update.caller().tenantId(), update.deviceId())
        .handle((device, failure) -> failure == null ? runs(device, offered) : NONE)
        .thenCompose(
            runs ->
                // the view may be behind: that the device runs a newer version is for the dock to
                // say
                attempt(update, offered, isNewer(update, offered, runs) ? NONE : runs, RETRIES));
  }

  private CompletableFuture<Admission> attempt(
      UpdateRequest update, PublishedRelease offered, String runs, int retries) {
    return desk.admit(update.assuming(runs))
        .thenCompose(
            admission ->
                admission instanceof Admission.VersionDiffers differs
                    ? again(update, offered, differs.installedVersion(), retries)
                    : CompletableFuture.completedFuture(admission));
  }

  private CompletableFuture<Admission> again(
      UpdateRequest update, PublishedRelease offered, String runs, int retries) {
    if (isNewer(update, offered, runs)) {
      throw Problem.badRequest(
              "softwareVersion",
              "The device runs version '"
                  + runs
                  + "' of "
                  + offered.softwareType()
                  + ", which is newer than '"
                  + offered.softwareVersion()
                  + "', the version on offer. Name a softwareVersion to install it all the same.")
          .withInnerCode("newerVersionInstalled");
    }
    if (retries == 0) {
      throw Problem.unavailable(
              "What the device runs changes too often; repeat the request.", RETRY_AFTER)
          .withInnerCode("installedVersionChanges");
    }
    return attempt(update, offered, runs, retries - 1);
  }

  private boolean isNewer(UpdateRequest update, PublishedRelease offered, String runs) {
    return !runs.isEmpty() && catalogue.isDowngrade(update.caller().tenantId(), offered, runs);
  }

  private static String runs(Optional<DeviceView> device, PublishedRelease offered) {
    @Nullable Map<String, String> versions = device.map(DeviceView::softwareVersions).orElse(null);
    return versions == null ? NONE : versions.getOrDefault(offered.softwareType(), NONE);
  }
}
