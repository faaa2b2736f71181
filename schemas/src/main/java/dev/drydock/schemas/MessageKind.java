package dev.drydock.schemas;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What kind of message a record is: for one with optional members, the name of the member that is
 * present; for an ack and an event their kind; for an operation's status the state; for all others
 * the type's name. In lower camel case.
 */
public final class MessageKind {

  private static final ClassValue<List<Schema.Field>> BODIES =
      new ClassValue<>() {
        @Override
        protected List<Schema.Field> computeValue(Class<?> type) {
          return bodies(Topic.of(type).schema());
        }
      };

  private MessageKind() {}

  /**
   * Returns the record's kind, or null when none of the members that this build knows is present.
   */
  public static @Nullable String of(SpecificRecord value) {
    if (value instanceof OperationStatus status) {
      return status.getState();
    }
    if (value instanceof DeviceAck ack) {
      return ack.getKind();
    }
    if (value instanceof DispatchEvent event) {
      return event.getKind();
    }
    List<Schema.Field> bodies = BODIES.get(value.getClass());
    if (bodies.isEmpty()) {
      String type = value.getSchema().getName();
      return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
    return present(value, bodies);
  }

  /** Returns an enum constant in lower camel case, as words stand in records, headers and JSON. */
  public static String camel(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
    }
    return name.toString();
  }

  private static @Nullable String present(SpecificRecord value, List<Schema.Field> bodies) {
    for (Schema.Field body : bodies) {
      if (value.get(body.pos()) != null) {
        return body.name();
      }
    }
    return null;
  }

  /** The optional members whose type is a record of messages, not of facts about the caller. */
  private static List<Schema.Field> bodies(Schema schema) {
    List<Schema.Field> bodies = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Schema type = field.schema();
      if (type.getType() == Schema.Type.UNION
          && type.getTypes().get(1).getType() == Schema.Type.RECORD
          && type.getTypes().get(1).getName().equalsIgnoreCase(field.name())) {
        bodies.add(field);
      }
    }
    return List.copyOf(bodies);
  }
}
