package dev.drydock.check.core;

/**
 * A caller asked for an update.
 *
 * @param offset where it stands
 * @param device the device's key
 * @param operationId the operation
 * @param atMs when the gateway took it, milliseconds since 1970
 */
public record RequestEntry(long offset, String device, String operationId, long atMs) {}
