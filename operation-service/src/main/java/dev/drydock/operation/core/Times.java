package dev.drydock.operation.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened to an operation.
 *
 * @param phaseSince when it came into its phase
 * @param lastActionAt when the latest change happened
 * @param startedAt when the device first reported that it works on it, or null
 * @param lastHeardAt when the device last said anything that changed it, or null
 */
public record Times(
    Instant phaseSince,
    Instant lastActionAt,
    @Nullable Instant startedAt,
    @Nullable Instant lastHeardAt) {

  static Times beginning(Instant at) {
    return new Times(at, at, null, null);
  }

  Times changed(Instant at, boolean phaseChanges, boolean byDevice) {
    return new Times(phaseChanges ? at : phaseSince, at, startedAt, byDevice ? at : lastHeardAt);
  }

  Times started(Instant at) {
    return startedAt != null ? this : new Times(phaseSince, lastActionAt, at, lastHeardAt);
  }
}
