package dev.drydock.projector.query;

import dev.drydock.view.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's operations are asked for.
 *
 * @param deviceId of which device; null for all
 * @param filter which of them
 * @param orderBy by which time they are ordered, then by id: creation or last action; or by their
 *     devices, and those of one device from the latest to the first
 * @param descending whether the last are first
 * @param after after which of them; null from the start
 * @param top how many at most, 1 to 200
 * @param count whether they are to be counted, those before the page too
 * @param rejected whether rejected requests are among them
 */
record OperationSelection(
    @Nullable String deviceId,
    Condition filter,
    OperationField orderBy,
    boolean descending,
    @Nullable Cursor after,
    int top,
    boolean count,
    boolean rejected) {}
