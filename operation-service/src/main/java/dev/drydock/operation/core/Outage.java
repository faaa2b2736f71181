package dev.drydock.operation.core;

import java.time.Instant;

/**
 * A time in which moments were looked at too late, again and again.
 *
 * @param since when it was noticed first
 * @param last when it was noticed last
 */
public record Outage(Instant since, Instant last) {}
