package dev.drydock.projector.core;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

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
 */
public record DeviceRow(
    DeviceId id,
    int revision,
    DeviceDescription description,
    Map<String, String> softwareVersions,
    Instant registeredAt,
    Actor registeredBy,
    Instant modifiedAt,
    Actor modifiedBy)
    implements Revised {

  /** Copies the versions, in the order of the kinds. */
  public DeviceRow {
    softwareVersions = Collections.unmodifiableMap(new TreeMap<>(softwareVersions));
  }
}
