package dev.drydock.operation.core;

import java.time.Instant;

/**
 * The moment at which an operation fails unless something happens before.
 *
 * @param kind what it waits for
 * @param dueAt how long
 */
public record Deadline(DeadlineKind kind, Instant dueAt) {}
