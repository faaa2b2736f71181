package dev.drydock.gateway.view;

import java.util.List;

/**
 * Some of a device's operations, newest first.
 *
 * @param operations the operations
 * @param more whether there are older ones
 */
public record OperationPage(List<OperationView> operations, boolean more) {}
