package dev.drydock.gateway.view;

import org.jspecify.annotations.Nullable;

/**
 * A place in a collection: after the row that is named.
 *
 * @param at that row's time, by which the collection is ordered, in milliseconds since 1970; null
 *     where only ids order it
 * @param id that row's id
 */
public record Place(@Nullable Long at, String id) {}
