package dev.drydock.check.core;

import org.jspecify.annotations.Nullable;

/**
 * A device said something.
 *
 * @param offset where it stands
 * @param device the device's key
 * @param operationId the operation
 * @param kind what it said
 * @param progress how far, in the device's own words, or null when it did not say
 */
public record AckEntry(
    long offset, String device, String operationId, AckKind kind, @Nullable String progress) {}
