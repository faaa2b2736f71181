package dev.drydock.gateway.graph;

import dev.drydock.view.Actor;
import org.jspecify.annotations.Nullable;

/** Who did something: Microsoft Graph's identitySet. */
record IdentitySet(
    @Nullable Identity application, @Nullable Identity user, @Nullable Identity device) {

  record Identity(@Nullable String id, @Nullable String displayName) {}

  static @Nullable IdentitySet of(@Nullable Actor actor) {
    return actor == null
        ? null
        : new IdentitySet(
            identity(actor.applicationId(), actor.applicationName()),
            identity(actor.userId(), actor.userName()),
            identity(actor.deviceId(), null));
  }

  static @Nullable Identity identity(@Nullable String id, @Nullable String displayName) {
    return id == null && displayName == null ? null : new Identity(id, displayName);
  }
}
