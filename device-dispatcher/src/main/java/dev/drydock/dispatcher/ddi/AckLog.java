package dev.drydock.dispatcher.ddi;

import dev.drydock.messages.DeviceAck;
import java.util.concurrent.CompletableFuture;

/** The log of what devices say. Thread-safe; no thread waits. */
public interface AckLog {

  /**
   * Writes an ack.
   *
   * @return completes when it is durable; fails when it may not be
   */
  CompletableFuture<Void> write(DeviceAck ack);

  /**
   * Writes that a device fetches an update, and waits for its dock's decision.
   *
   * @param fetched an ack of the kind {@code FETCHED}
   * @return completes with whether the device may have it; fails when that is not known in time
   */
  CompletableFuture<Boolean> fetch(DeviceAck fetched);
}
