package dev.drydock.projector.core;

import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registered device in the view.
 *
 * @param id the device
 * @param revision 1 or more
 * @param description what is known of it
 * @param softwareVersions versions that it runs, by kind of software; empty when none is known
 * @param registeredAt when it was registered
 * @param registeredBy who registered it
 * @param modifiedAt when the description was last changed
 * @param modifiedBy who changed it
 * @param lastSeenAt when the device last called or reported, to about a minute; null when it never
 *     did
 * @param attributes what it tells of itself; empty when it never did
 */
public record DeviceRow(
    DeviceId id,
    int revision,
    DeviceDescription description,
    Map<String, String> softwareVersions,
    Instant registeredAt,
    Actor registeredBy,
    Instant modifiedAt,
    Actor modifiedBy,
    @Nullable Instant lastSeenAt,
    Map<String, String> attributes)
    implements Revised {

  /** Copies the versions and attributes, in the order of their names. */
  public DeviceRow {
    softwareVersions = Collections.unmodifiableMap(new TreeMap<>(softwareVersions));
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }
}
