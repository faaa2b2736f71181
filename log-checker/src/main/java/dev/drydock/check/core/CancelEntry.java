package dev.drydock.check.core;

/**
 * A caller asked for an operation to be cancelled.
 *
 * @param offset where it stands
 * @param device the device's key
 * @param operationId the operation
 * @param atMs when the gateway took it, milliseconds since 1970
 * @param force whether it is to end at once, whatever the device says
 */
public record CancelEntry(long offset, String device, String operationId, long atMs, boolean force)
    implements CommandEntry {}
