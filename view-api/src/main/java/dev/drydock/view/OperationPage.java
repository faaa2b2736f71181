package dev.drydock.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some operations, in the order that was asked for.
 *
 * @param operations the operations
 * @param more whether there are further ones
 * @param count how many there are in all, or null when the count was not asked for
 */
public record OperationPage(List<OperationView> operations, boolean more, @Nullable Long count) {}
