package dev.drydock.view;

import org.jspecify.annotations.Nullable;

/**
 * A question for some of a tenant's operations.
 *
 * @param deviceId the device whose operations are meant, or null for all of the tenant
 * @param filter a condition, or null
 * @param orderBy {@code createdAt} or {@code lastActionAt}, and ids order what is of the same time;
 *     or {@code deviceId}, and the times of creation from the latest to the first
 * @param descending whether the newest come first
 * @param after where the page begins, or null for the first page
 * @param top how many at most
 * @param count whether all that fulfil the condition are to be counted
 * @param rejected whether requests that never became operations are among them
 */
public record OperationQuery(
    @Nullable String deviceId,
    @Nullable Filter filter,
    String orderBy,
    boolean descending,
    @Nullable Cursor after,
    int top,
    boolean count,
    boolean rejected) {}
