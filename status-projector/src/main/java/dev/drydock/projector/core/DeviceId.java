package dev.drydock.projector.core;

import java.util.Comparator;

/**
 * A device over all tenants. Ordered by tenant, then device.
 *
 * @param tenant the tenant that owns it
 * @param deviceId the device within the tenant
 */
public record DeviceId(TenantId tenant, String deviceId) implements Comparable<DeviceId> {

  private static final Comparator<DeviceId> ORDER =
      Comparator.comparing(DeviceId::tenant).thenComparing(DeviceId::deviceId);

  /** Returns a tenant's device; throws {@link IllegalArgumentException} when there is no tenant. */
  public static DeviceId of(String tenantId, String deviceId) {
    return new DeviceId(new TenantId(tenantId), deviceId);
  }

  /** Returns the tenant's id as text. */
  public String tenantId() {
    return tenant.value();
  }

  @Override
  public int compareTo(DeviceId other) {
    return ORDER.compare(this, other);
  }
}
