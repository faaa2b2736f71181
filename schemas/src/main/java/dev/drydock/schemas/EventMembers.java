package dev.drydock.schemas;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which of the optional members an event of each kind has, since its schema cannot say so: what is
 * read is complete, or a dead letter. Thread-safe.
 */
public final class EventMembers {

  private static final Map<String, List<Schema.Field>> NEEDED = needed();

  private EventMembers() {}

  /** Tells whether this build knows the event's kind. */
  public static boolean isKnown(DispatchEvent event) {
    return NEEDED.containsKey(event.getKind());
  }

  /** Returns a member that an event of its kind needs and has not, or null when it has all. */
  static @Nullable String missing(DispatchEvent event) {
    for (Schema.Field field : NEEDED.getOrDefault(event.getKind(), List.of())) {
      if (event.get(field.pos()) == null) {
        return field.name();
      }
    }
    return null;
  }

  private static Map<String, List<Schema.Field>> needed() {
    Map<String, List<Schema.Field>> needed = new LinkedHashMap<>();
    needed.put(
        DispatchEventKind.UPDATE_ADMITTED,
        fields(
            "operationId",
            "softwareType",
            "softwareVersion",
            "requestedAt",
            "deliveryDeadlineMs",
            "startDeadlineMs",
            "progressDeadlineMs",
            "cancelDeadlineMs",
            "deploymentNumber"));
    needed.put(
        DispatchEventKind.UPDATE_CONFLICTED,
        fields(
            "operationId",
            "softwareType",
            "softwareVersion",
            "requestedAt",
            "holderOperationId",
            "holderAdmittedAt"));
    needed.put(
        DispatchEventKind.UPDATE_REFUSED,
        fields("operationId", "softwareType", "softwareVersion", "requestedAt", "reason"));
    needed.put(DispatchEventKind.ADMISSION_REPEATED, fields("operationId"));
    needed.put(DispatchEventKind.UPDATE_DELIVERED, fields("operationId"));
    needed.put(DispatchEventKind.FETCH_REFUSED, fields("operationId", "reason"));
    needed.put(DispatchEventKind.CANCEL_REQUESTED, fields("operationId", "requestedAt"));
    needed.put(DispatchEventKind.UPDATE_WITHDRAWN, fields("operationId", "requestedAt", "forced"));
    needed.put(DispatchEventKind.CANCEL_REFUSED, fields("operationId"));
    needed.put(DispatchEventKind.DOCK_RELEASED, fields("operationId"));
    needed.put(DispatchEventKind.DEVICE_REGISTERED, fields("created", "deviceRevision"));
    needed.put(DispatchEventKind.EDIT_REFUSED, fields("reason"));
    needed.put(DispatchEventKind.DEVICE_RETIRED, fields());
    needed.put(DispatchEventKind.RETIREMENT_REFUSED, fields("reason"));
    needed.put(
        DispatchEventKind.UPDATE_SKIPPED,
        fields("operationId", "softwareType", "softwareVersion", "requestedAt"));
    needed.put(DispatchEventKind.ATTRIBUTES_REQUESTED, fields());
    needed.put(DispatchEventKind.ATTRIBUTES_REQUEST_REFUSED, fields("reason"));
    return needed;
  }

  private static List<Schema.Field> fields(String... names) {
    return Arrays.stream(names).map(DispatchEvent.getClassSchema()::getField).toList();
  }
}
