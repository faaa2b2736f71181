package dev.drydock.projector.query;

import dev.drydock.schemas.DeviceKey;

/** Checks what callers send as ids. */
final class Ids {

  private Ids() {}

  /** Returns the id; throws {@link BadQueryException} when it cannot be one. */
  static String require(String what, String id) {
    if (!DeviceKey.isId(id) || !CodePoints.areStorable(id)) {
      throw new BadQueryException(
          "Expected a %s of %s, but it is \"%s\"".formatted(what, DeviceKey.ID_RULE, id));
    }
    return id;
  }
}
