package dev.drydock.schemas;

import dev.drydock.messages.Actor;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, as members of a flat record that begin with the same prefix: {@code
 * createdByApplicationId}, {@code createdByUserId} and so on. Thread-safe.
 */
public final class ActorMembers {

  private final int applicationId;
  private final int applicationName;
  private final int userId;
  private final int userName;
  private final int deviceId;

  /** Throws {@link IllegalArgumentException} when a schema has no such members. */
  public ActorMembers(Schema schema, String prefix) {
    applicationId = position(schema, prefix + "ApplicationId");
    applicationName = position(schema, prefix + "ApplicationName");
    userId = position(schema, prefix + "UserId");
    userName = position(schema, prefix + "UserName");
    deviceId = position(schema, prefix + "DeviceId");
  }

  /** Returns who a record of the schema names. */
  public Actor in(SpecificRecord record) {
    return new Actor(
        text(record, applicationId),
        text(record, applicationName),
        text(record, userId),
        text(record, userName),
        text(record, deviceId));
  }

  /** Names an actor in a record of the schema. */
  public void set(SpecificRecord record, Actor actor) {
    record.put(applicationId, actor.getApplicationId());
    record.put(applicationName, actor.getApplicationName());
    record.put(userId, actor.getUserId());
    record.put(userName, actor.getUserName());
    record.put(deviceId, actor.getDeviceId());
  }

  static int position(Schema schema, String member) {
    Schema.Field field = schema.getField(member);
    if (field == null) {
      throw new IllegalArgumentException(
          "Expected a member \"" + member + "\" in " + schema.getFullName() + ", but it has none");
    }
    return field.pos();
  }

  private static @Nullable String text(SpecificRecord record, int position) {
    return (String) record.get(position);
  }
}
