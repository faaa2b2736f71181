package dev.drydock.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a tenant's devices, in the order that was asked for.
 *
 * @param devices the devices
 * @param more whether there are further ones
 * @param count how many there are in all, or null when the count was not asked for
 */
public record DevicePage(List<DeviceView> devices, boolean more, @Nullable Long count) {}
