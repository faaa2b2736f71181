package dev.drydock.view;

import org.jspecify.annotations.Nullable;

/**
 * A question for some of a tenant's devices.
 *
 * @param filter a condition, or null
 * @param orderBy {@code id} or {@code registeredAt}; ids order what is of the same time
 * @param descending whether the last come first
 * @param after where the page begins, or null for the first page
 * @param top how many at most
 * @param count whether all that fulfil the condition are to be counted
 */
public record DeviceQuery(
    @Nullable Filter filter,
    String orderBy,
    boolean descending,
    @Nullable Cursor after,
    int top,
    boolean count) {}
