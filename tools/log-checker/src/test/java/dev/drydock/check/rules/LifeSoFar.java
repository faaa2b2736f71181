package dev.drydock.check.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a writer has written of an operation.
 *
 * @param device the device's key
 * @param revision the latest revision, 0 before the first
 * @param deadlineAtMs the latest deadline, milliseconds since 1970
 * @param standing where it stands, or null before the first revision
 */
record LifeSoFar(String device, int revision, long deadlineAtMs, @Nullable Standing standing) {

  static LifeSoFar before(String device) {
    return new LifeSoFar(device, 0, 0, null);
  }
}
