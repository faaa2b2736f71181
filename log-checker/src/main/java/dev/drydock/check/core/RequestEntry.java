package dev.drydock.check.core;

import org.jspecify.annotations.Nullable;

/**
 * A caller asked for an update.
 *
 * @param offset where it stands
 * @param device the device's key
 * @param operationId the operation
 * @param atMs when the gateway took it, milliseconds since 1970
 * @param key under which the caller may repeat it, or null when it gave none
 */
public record RequestEntry(
    long offset, String device, String operationId, long atMs, @Nullable Key key)
    implements CommandEntry {

  /**
   * An idempotency key.
   *
   * @param key hash of the caller and its key
   * @param body hash of what it asks for
   */
  public record Key(String key, String body) {}
}
