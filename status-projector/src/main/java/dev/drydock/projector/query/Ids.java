package dev.drydock.projector.query;

import dev.drydock.schemas.DeviceKey;

/** Checks what callers send as ids. */
final class Ids {

  private Ids() {}

  /** Returns the id; throws {@link BadQueryException} when it cannot be one. */
  static String require(String what, String id) {
    if (!DeviceKey.isId(id) || !CodePoints.areStorable(id)) {
      throw new BadQueryException(
          "Expected a %s of 1 to %d characters without slash and control characters, but it is \"%s\""
              .formatted(what, DeviceKey.MAX_ID_LENGTH, id));
    }
    return id;
  }
}
