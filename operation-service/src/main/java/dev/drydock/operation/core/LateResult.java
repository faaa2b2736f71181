package dev.drydock.operation.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device said after its operation had ended otherwise.
 *
 * @param result its word
 * @param at when the log took it
 * @param message its message, or null when there is none
 */
public record LateResult(DeviceResult result, Instant at, @Nullable String message) {}
