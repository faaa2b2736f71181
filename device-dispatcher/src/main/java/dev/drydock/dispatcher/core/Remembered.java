package dev.drydock.dispatcher.core;

/**
 * What a dock remembers of the request that was admitted under an idempotency key.
 *
 * @param operationId the operation that it became
 * @param body hash of what it asked for
 */
public record Remembered(String operationId, String body) {}
