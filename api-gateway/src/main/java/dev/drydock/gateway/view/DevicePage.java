package dev.drydock.gateway.view;

import java.util.List;

/**
 * Some of a tenant's devices, in the order of their ids.
 *
 * @param devices the devices
 * @param more whether there are further ones
 */
public record DevicePage(List<DeviceView> devices, boolean more) {}
