package dev.drydock.check.core;

import org.jspecify.annotations.Nullable;

/** A decision of a device's dock about the device itself. */
public sealed interface DeviceEntry extends DockEntry {

  /**
   * The device is known from here on.
   *
   * @param offset where the decision stands
   * @param device the device's key
   */
  record Registered(long offset, String device) implements DeviceEntry {}

  /**
   * The device is not known from here on.
   *
   * @param offset where the decision stands
   * @param device the device's key
   */
  record Retired(long offset, String device) implements DeviceEntry {}

  /**
   * The device is not retired.
   *
   * @param offset where the decision stands
   * @param device the device's key
   * @param holderOperationId the operation that holds the dock, or null when none does
   */
  record RetirementRefused(long offset, String device, @Nullable String holderOperationId)
      implements DeviceEntry {}
}
