package dev.drydock.dispatcher.core;

import org.jspecify.annotations.Nullable;

/**
 * A device's dock: room for one update at a time.
 *
 * @param registration the device, or null when it is not known
 * @param holder the operation that holds the dock, or null when it is free
 * @param lastDeploymentNumber the number of the latest admitted update, 0 when there was none
 */
public record Dock(
    @Nullable Registration registration, @Nullable Holder holder, int lastDeploymentNumber) {

  /** The dock of a device that nobody has spoken of yet. */
  public static final Dock UNKNOWN = new Dock(null, null, 0);

  boolean isHeldBy(String operationId) {
    return holder != null && holder.operationId().equals(operationId);
  }

  Dock withHolder(@Nullable Holder newHolder) {
    return new Dock(registration, newHolder, lastDeploymentNumber);
  }

  Dock withRegistration(@Nullable Registration newRegistration) {
    return new Dock(newRegistration, holder, lastDeploymentNumber);
  }
}
