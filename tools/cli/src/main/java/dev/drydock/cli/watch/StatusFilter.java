package dev.drydock.cli.watch;

import dev.drydock.messages.OperationStatus;
import org.jspecify.annotations.Nullable;

/**
 * Whose operations are shown.
 *
 * @param tenantId one tenant's; null for every tenant's
 * @param deviceId one device's; null for every device's
 */
record StatusFilter(@Nullable String tenantId, @Nullable String deviceId) {

  boolean accepts(OperationStatus status) {
    return (tenantId == null || tenantId.equals(status.getTenantId()))
        && (deviceId == null || deviceId.equals(status.getDeviceId()));
  }
}
