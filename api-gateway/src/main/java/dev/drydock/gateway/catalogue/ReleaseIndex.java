package dev.drydock.gateway.catalogue;

import dev.drydock.schemas.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All releases of all tenants, in memory, in the order of their keys. Thread-safe. */
final class ReleaseIndex {

  /** The character after the slash that ends a part of a key. */
  private static final char AFTER_SLASH = '/' + 1;

  private final NavigableMap<String, Ranked> releases = new ConcurrentSkipListMap<>();
  private final VersionOrders orders;

  ReleaseIndex(VersionOrders orders) {
    this.orders = orders;
  }

  void put(String key, PublishedRelease release) {
    releases.put(
        key, new Ranked(release, place(release.softwareType(), release.softwareVersion())));
  }

  void remove(String key) {
    releases.remove(key);
  }

  Optional<PublishedRelease> find(String tenantId, String softwareType, String softwareVersion) {
    return Optional.ofNullable(
            releases.get(Topic.releaseKey(tenantId, softwareType, softwareVersion)))
        .map(Ranked::release);
  }

  /** Returns the release of a type that was recommended last; else the newest by its version. */
  Optional<PublishedRelease> onOffer(String tenantId, String softwareType) {
    return recommended(tenantId, softwareType)
        .or(
            () ->
                startingWith(tenantId + '/' + softwareType).values().stream()
                    .max(
                        Comparator.<Ranked>naturalOrder()
                            .thenComparing(ranked -> ranked.release().publishedAt())
                            .thenComparing(ranked -> ranked.release().softwareVersion()))
                    .map(Ranked::release));
  }

  /** Returns the release of a type that was recommended last, if one is. */
  Optional<PublishedRelease> recommended(String tenantId, String softwareType) {
    return startingWith(tenantId + '/' + softwareType).values().stream()
        .map(Ranked::release)
        .filter(release -> release.recommendedAt() != null)
        .max(
            Comparator.comparing(PublishedRelease::recommendedAt)
                .thenComparing(PublishedRelease::softwareVersion));
  }

  /**
   * Compares a release with a version: more than 0 when the release is newer, less when it is
   * older. What has no place in the order is compared by publication; empty when the version has
   * none and is not in the catalogue.
   */
  OptionalInt compare(String tenantId, PublishedRelease release, String otherVersion) {
    String type = release.softwareType();
    if (release.softwareVersion().equals(otherVersion)) {
      return OptionalInt.of(0);
    }
    Optional<VersionOrder.Rank> place = place(type, release.softwareVersion());
    Optional<VersionOrder.Rank> other = place(type, otherVersion);
    if (place.isPresent() || other.isPresent()) {
      return OptionalInt.of(Ranked.compare(place, other));
    }
    return find(tenantId, type, otherVersion)
        .map(known -> OptionalInt.of(release.publishedAt().compareTo(known.publishedAt())))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<VersionOrder.Rank> place(String softwareType, String softwareVersion) {
    return orders.of(softwareType).place(softwareVersion);
  }

  /**
   * Returns a tenant's releases in the order of type and version.
   *
   * @param after {@code type/version} of the last one of the page before, or null
   */
  List<PublishedRelease> page(String tenantId, int top, @Nullable String after) {
    NavigableMap<String, Ranked> all = startingWith(tenantId);
    NavigableMap<String, Ranked> rest =
        after == null ? all : all.tailMap(tenantId + '/' + after, false);
    return rest.values().stream().limit(top).map(Ranked::release).toList();
  }

  private NavigableMap<String, Ranked> startingWith(String parts) {
    return releases.subMap(parts + '/', true, parts + AFTER_SLASH, false);
  }

  /** A release and its version's place among those of its type, if it has one. */
  private record Ranked(PublishedRelease release, Optional<VersionOrder.Rank> place)
      implements Comparable<Ranked> {

    @Override
    public int compareTo(Ranked other) {
      return compare(place, other.place);
    }

    static int compare(Optional<VersionOrder.Rank> one, Optional<VersionOrder.Rank> other) {
      return one.isPresent() && other.isPresent()
          ? one.get().compareTo(other.get())
          : Boolean.compare(one.isPresent(), other.isPresent());
    }
  }
}
