package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Catalogue;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.view.DeviceView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
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
   * @param currentVersion what the device runs, or null when it is not known
   * @param availableVersion what is on offer, or null when the device runs it or something newer,
   *     or nothing is
   */
  record Freshness(
      String softwareFreshness,
      @Nullable String currentVersion,
      @Nullable String availableVersion) {}

  /**
   * What is on offer for a tenant's devices at a moment.
   *
   * @param catalogue where it is from
   * @param tenant the tenant
   * @param releases the release on offer, by kind of software
   */
  record Offer(Catalogue catalogue, TenantId tenant, Map<String, PublishedRelease> releases) {

    /**
     * Returns what is known, by kind of software; a kind of which nothing is known is not there.
     */
    Map<String, Freshness> of(DeviceView device) {
      Map<String, String> runs = device.softwareVersions();
      Map<String, Freshness> known = new LinkedHashMap<>();
      for (String softwareType : SoftwareTypes.ALL) {
        String current = runs.get(softwareType);
        PublishedRelease offered = releases.get(softwareType);
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
    String status(DeviceView device) {
      Collection<Freshness> known = of(device).values();
      if (known.stream().anyMatch(kind -> kind.softwareFreshness().equals("updateAvailable"))) {
        return "nonUrgent";
      }
      return known.stream().anyMatch(kind -> kind.softwareFreshness().equals("latest"))
          ? "healthy"
          : UNKNOWN;
    }

    /** A device that runs something newer than what is on offer needs no update. */
    private Freshness freshness(@Nullable String current, @Nullable PublishedRelease offered) {
      if (current == null || offered == null) {
        return new Freshness(UNKNOWN, current, offered == null ? null : offered.softwareVersion());
      }
      OptionalInt order = catalogue.compare(tenant, offered, current);
      if (order.isEmpty()) {
        return new Freshness(UNKNOWN, current, offered.softwareVersion());
      }
      return order.getAsInt() > 0
          ? new Freshness("updateAvailable", current, offered.softwareVersion())
          : new Freshness("latest", current, null);
    }
  }

  /** Returns what is on offer: one look at the catalogue, for however many devices. */
  Offer offer(TenantId tenant) {
    Map<String, PublishedRelease> releases = new LinkedHashMap<>();
    for (String softwareType : SoftwareTypes.ALL) {
      catalogue
          .onOffer(tenant, softwareType)
          .ifPresent(release -> releases.put(softwareType, release));
    }
    return new Offer(catalogue, tenant, releases);
  }
}
