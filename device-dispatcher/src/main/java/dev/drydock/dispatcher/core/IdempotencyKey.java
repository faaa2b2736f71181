package dev.drydock.dispatcher.core;

/**
 * What makes a repeated request known as the same.
 *
 * @param key hash of the caller and the key it gave
 * @param body hash of what it asks for
 */
public record IdempotencyKey(String key, String body) {}
