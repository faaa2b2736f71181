package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.gateway.view.DeviceView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds the versions that a device runs against the catalogue. Thread-safe. */
@Component
final class SoftwareHealth {

  private static final String UNKNOWN = "unknown";

  private final Catalogue catalogue;

  SoftwareHealth(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * How fresh one kind of software is on a device.
   *
   * @param softwareFreshness unknown, latest or updateAvailable
   * @param currentVersion what the device runs, or null when nobody said
   * @param availableVersion what is on offer, or null when the device runs it or nothing is
   */
  record Freshness(
      String softwareFreshness,
      @Nullable String currentVersion,
      @Nullable String availableVersion) {}

  /** Returns what is known, by kind of software; a kind of which nothing is known is not there. */
  Map<String, Freshness> of(TenantId tenant, DeviceView device) {
    Map<String, String> versions =
        device.softwareVersions() == null ? Map.of() : device.softwareVersions();
    Map<String, Freshness> known = new LinkedHashMap<>();
    for (String softwareType : SoftwareTypes.ALL) {
      String current = versions.get(softwareType);
      String offered =
          catalogue
              .latest(tenant, softwareType)
              .map(PublishedRelease::softwareVersion)
              .orElse(null);
      if (current != null || offered != null) {
        known.put(softwareType, freshness(current, offered));
      }
    }
    return known;
  }

  /**
   * Returns the device's health in Graph's words: nonUrgent when an update is on offer for it,
   * healthy when it runs the latest of all that is known, else unknown.
   */
  String status(TenantId tenant, DeviceView device) {
    Map<String, Freshness> known = of(tenant, device);
    if (known.values().stream()
        .anyMatch(kind -> kind.softwareFreshness().equals("updateAvailable"))) {
      return "nonUrgent";
    }
    return known.values().stream().anyMatch(kind -> kind.softwareFreshness().equals("latest"))
        ? "healthy"
        : UNKNOWN;
  }

  private static Freshness freshness(@Nullable String current, @Nullable String offered) {
    if (current == null || offered == null) {
      return new Freshness(UNKNOWN, current, offered);
    }
    return current.equals(offered)
        ? new Freshness("latest", current, null)
        : new Freshness("updateAvailable", current, offered);
  }
}
