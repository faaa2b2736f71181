package dev.drydock.dispatcher.core;

import java.time.Instant;

/**
 * An update that a dock held before.
 *
 * @param holder as it was, with what the device said of it since
 * @param end how it ended
 * @param endedAt when the dock read of it
 */
public record PastUpdate(Holder holder, End end, Instant endedAt) {

  PastUpdate withHolder(Holder changed) {
    return new PastUpdate(changed, end, endedAt);
  }
}
