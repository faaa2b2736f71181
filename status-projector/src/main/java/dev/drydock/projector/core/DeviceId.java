package dev.drydock.projector.core;

import java.util.Comparator;

/**
 * A device over all tenants. Ordered by tenant, then device.
 *
 * @param tenantId the tenant that owns it
 * @param deviceId the device within the tenant
 */
public record DeviceId(String tenantId, String deviceId) implements Comparable<DeviceId> {

  private static final Comparator<DeviceId> ORDER =
      Comparator.comparing(DeviceId::tenantId).thenComparing(DeviceId::deviceId);

  @Override
  public int compareTo(DeviceId other) {
    return ORDER.compare(this, other);
  }
}
