package dev.drydock.check.rules;

/**
 * Which part of a partition is read.
 *
 * @param start the first offset that is still there
 * @param end the offset after the last one that is read
 */
public record LogBounds(long start, long end) {}
