package dev.drydock.schemas;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceCommand;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How much a record of the contract may weigh. Services copy what a record says into others; with
 * these limits none of those can outgrow the 1 MiB that brokers and producers allow by default.
 */
final class RecordLimits {

  /** The longest key: two ids and a slash, three bytes to each UTF-16 unit, and some room. */
  static final int MAX_KEY_BYTES = 1 << 10;

  /** The largest value; the gateway takes a quarter of it from a caller. */
  static final int MAX_VALUE_BYTES = 256 << 10;

  private RecordLimits() {}

  /** Returns what is wrong with a record's weight, or null when nothing is. */
  static @Nullable String complaint(RawRecord raw) {
    if (raw.key() != null && raw.key().length > MAX_KEY_BYTES) {
      return tooLong("key", MAX_KEY_BYTES, raw.key().length);
    }
    if (raw.value() != null && raw.value().length > MAX_VALUE_BYTES) {
      return tooLong("value", MAX_VALUE_BYTES, raw.value().length);
    }
    return null;
  }

  /** Returns an operation's id inside a record that cannot be one, or null when there is none. */
  static @Nullable String wrongOperationId(SpecificRecord value) {
    if (isOfNoOperation(value)) {
      return null;
    }
    for (Schema.Field field : value.getSchema().getFields()) {
      Object member = value.get(field.pos());
      if (member instanceof SpecificRecord body) {
        String wrong = wrongOperationId(body);
        if (wrong != null) {
          return wrong;
        }
      } else if (isOperationId(field.name())
          && member instanceof String id
          && !DeviceKey.isId(id)) {
        return id;
      }
    }
    return null;
  }

  /** A hello, and the command to say it. */
  private static boolean isOfNoOperation(SpecificRecord value) {
    if (value instanceof DeviceCommand command) {
      return command.getRequestAttributes() != null && command.getOperationId().isEmpty();
    }
    return value instanceof DeviceAck ack
        && ack.getKind().equals(DeviceAckKind.HELLO)
        && ack.getOperationId().isEmpty();
  }

  private static boolean isOperationId(String member) {
    return member.equals("operationId") || member.equals("holderOperationId");
  }

  private static String tooLong(String what, int limit, int found) {
    return "Expected a " + what + " of at most " + limit + " bytes, but it has " + found + '.';
  }
}
