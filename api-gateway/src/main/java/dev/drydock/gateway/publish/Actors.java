package dev.drydock.gateway.publish;

import dev.drydock.view.Actor;

/** Translates between who did something here and in messages. */
public final class Actors {

  private Actors() {}

  /** Returns the actor as it stands in messages. */
  public static dev.drydock.messages.Actor toMessage(Actor actor) {
    return new dev.drydock.messages.Actor(
        actor.applicationId(),
        actor.applicationName(),
        actor.userId(),
        actor.userName(),
        actor.deviceId());
  }

  /** Returns the actor that stands in a message. */
  public static Actor fromMessage(dev.drydock.messages.Actor actor) {
    return new Actor(
        actor.getApplicationId(),
        actor.getApplicationName(),
        actor.getUserId(),
        actor.getUserName(),
        actor.getDeviceId());
  }
}
