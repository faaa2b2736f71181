package dev.drydock.projector.core;

import java.time.Instant;

/**
 * A registered device in the view.
 *
 * @param id the device
 * @param revision 1 or more
 * @param description what is known of it
 * @param registeredAt when it was registered
 * @param registeredBy who registered it
 * @param modifiedAt when the description was last changed
 * @param modifiedBy who changed it
 */
public record DeviceRow(
    DeviceId id,
    int revision,
    DeviceDescription description,
    Instant registeredAt,
    Actor registeredBy,
    Instant modifiedAt,
    Actor modifiedBy)
    implements Revised {}
