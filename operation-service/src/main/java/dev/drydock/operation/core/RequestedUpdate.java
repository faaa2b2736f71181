package dev.drydock.operation.core;

import java.time.Instant;

/**
 * What a caller asked for and the dock admitted.
 *
 * @param softwareType kind of software
 * @param softwareVersion version of it
 * @param mode what the device is to do, in the caller's words
 * @param deadlines how long the operation may wait
 * @param requestedAt when the gateway took the request
 * @param requestedBy the caller
 */
public record RequestedUpdate(
    String softwareType,
    String softwareVersion,
    String mode,
    Deadlines deadlines,
    Instant requestedAt,
    Actor requestedBy) {}
