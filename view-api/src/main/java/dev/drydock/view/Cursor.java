package dev.drydock.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a collection begins: after the row that is named.
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

  /** Returns the device; throws {@link IllegalStateException} when the list has none. */
  public String requireDeviceId() {
    if (deviceId == null) {
      throw new IllegalStateException(
          "Expected a cursor with a device, but it is after \"" + id + '"');
    }
    return deviceId;
  }

  /** Returns the time; throws {@link IllegalStateException} when the list has no times. */
  public long requireAt() {
    if (at == null) {
      throw new IllegalStateException(
          "Expected a cursor with a time, but it is after \"" + id + '"');
    }
    return at;
  }
}
