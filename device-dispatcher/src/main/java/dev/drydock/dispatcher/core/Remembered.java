package dev.drydock.dispatcher.core;

/**
 * What is remembered of a request that was admitted: under its idempotency key, and under the id of
 * its operation.
 *
 * @param operationId the operation that it became
 * @param body hash of what it asked for; empty when it had no key
 */
public record Remembered(String operationId, String body) {}
