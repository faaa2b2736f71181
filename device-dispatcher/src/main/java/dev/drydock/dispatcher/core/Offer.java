package dev.drydock.dispatcher.core;

import org.jspecify.annotations.Nullable;

/**
 * What a device that comes itself is given.
 *
 * @param software what it is to run
 * @param artifact the file to install, or null when the release names none
 */
public record Offer(Software software, @Nullable Artifact artifact) {}
