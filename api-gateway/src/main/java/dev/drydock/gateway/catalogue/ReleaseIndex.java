package dev.drydock.gateway.catalogue;

import dev.drydock.schemas.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All releases of all tenants, in memory, in the order of their keys. Thread-safe. */
final class ReleaseIndex {

  /** The character after the slash that ends a part of a key. */
  private static final char AFTER_SLASH = '/' + 1;

  private final NavigableMap<String, PublishedRelease> releases = new ConcurrentSkipListMap<>();

  void put(String key, PublishedRelease release) {
    releases.put(key, release);
  }

  void remove(String key) {
    releases.remove(key);
  }

  Optional<PublishedRelease> find(String tenantId, String softwareType, String softwareVersion) {
    return Optional.ofNullable(
        releases.get(Topic.releaseKey(tenantId, softwareType, softwareVersion)));
  }

  /** Returns the release of a type that was published last. */
  Optional<PublishedRelease> latest(String tenantId, String softwareType) {
    return startingWith(tenantId + '/' + softwareType).values().stream()
        .max(Comparator.comparing(PublishedRelease::publishedAt));
  }

  /**
   * Returns a tenant's releases in the order of type and version.
   *
   * @param after {@code type/version} of the last one of the page before, or null
   */
  List<PublishedRelease> page(String tenantId, int top, @Nullable String after) {
    NavigableMap<String, PublishedRelease> all = startingWith(tenantId);
    NavigableMap<String, PublishedRelease> rest =
        after == null ? all : all.tailMap(tenantId + '/' + after, false);
    return rest.values().stream().limit(top).toList();
  }

  private NavigableMap<String, PublishedRelease> startingWith(String parts) {
    return releases.subMap(parts + '/', true, parts + AFTER_SLASH, false);
  }
}
