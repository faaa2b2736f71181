package dev.drydock.gateway.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A place in a collection: after the row that is named.
 *
 * @param at that row's time, by which the collection is ordered, in milliseconds since 1970; null
 *     where only ids order it
 * @param deviceId that row's device; null unless the collection is ordered by devices
 * @param id that row's id
 */
public record Cursor(
    @Nullable Long at,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deviceId,
    String id) {

  public Cursor(@Nullable Long at, String id) {
    this(at, null, id);
  }
}
