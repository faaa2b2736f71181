package dev.drydock.view;

import java.util.List;

/**
 * An operation as it stood after each of its changes, oldest first.
 *
 * @param operations the revisions
 */
public record Revisions(List<OperationView> operations) {}
