package dev.drydock.projector.query;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.OperationState;
import dev.drydock.projector.core.RejectedRequest;
import dev.drydock.projector.core.TenantId;
import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random rows and filters of few values, so that they meet; some of the values are hostile. */
final class RandomQueries {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long START_MS = 1_795_428_930_000L;
  private static final Actor CALLER = new Actor("app-1", null, null, null, null);

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "' or '1'='1",
          "\"); drop table operation; --",
          "\uFFFD",
          "\uD83D\uDEA2",
          "%",
          "_",
          "\\",
          "a%_\\b");

  private static final List<Duration> SPANS =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofMillis(-1),
          Duration.ofHours(4).minusMillis(1),
          Duration.ofHours(4),
          Duration.ofDays(3),
          Duration.ofDays(400));

  private static final List<String> OPS_OF_TEXTS =
      List.of("eq", "ne", "gt", "ge", "lt", "le", "startswith", "contains");

  private static final List<String> OPS = List.of("eq", "ne", "gt", "ge", "lt", "le");

  private final Random random;

  RandomQueries(Random random) {
    this.random = random;
  }

  /** Returns an operation, or a rejected request, of any times. */
  OperationRow operation(TenantId tenant, String operationId) {
    Instant created = Instant.ofEpochMilli(START_MS + random.nextInt(4));
    Instant last = created.plus(any(SPANS));
    OperationState state = any(List.of(OperationState.values()));
    return new OperationRow(
        operationId,
        new DeviceId(tenant, "device-" + random.nextInt(3)),
        random.nextInt(4) == 0 ? RejectedRequest.REVISION : 1 + random.nextInt(3),
        state,
        null,
        new OperationRow.Software(any(List.of("firmware", "teamsClient")), any(TEXTS)),
        created,
        null,
        last,
        completion(created, last),
        CALLER,
        CALLER,
        random.nextBoolean() ? null : new OperationRow.Failure(any(TEXTS), null),
        null,
        null,
        null);
  }

  private @Nullable Instant completion(Instant created, Instant last) {
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> created;
      default -> last;
    };
  }

  /** Returns what an operation can be filtered by. */
  static Map<String, @Nullable Object> fields(OperationRow row) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put("deviceId", row.device().deviceId());
    fields.put("state", row.state().word());
    fields.put("softwareType", row.software().type());
    fields.put("softwareVersion", row.software().version());
    fields.put("errorCode", row.errorCode());
    fields.put("createdAt", row.createdAt().toEpochMilli());
    fields.put("lastActionAt", row.lastActionAt().toEpochMilli());
    fields.put("completedAt", row.completedAt() == null ? null : row.completedAt().toEpochMilli());
    return fields;
  }

  /** Returns a device of which little is known. */
  DeviceRow device(TenantId tenant, String deviceId) {
    return new DeviceRow(
        new DeviceId(tenant, deviceId),
        1,
        new DeviceDescription(
            any(TEXTS),
            "ddi",
            null,
            orNull(TEXTS),
            List.of(),
            null,
            null,
            null,
            null,
            orNull(TEXTS),
            null),
        Map.of(),
        Instant.ofEpochMilli(START_MS + random.nextInt(4)),
        CALLER,
        Instant.ofEpochMilli(START_MS),
        CALLER,
        null,
        Map.of());
  }

  /** Returns what a device can be filtered by. */
  static Map<String, @Nullable Object> fields(DeviceRow row) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put("id", row.id().deviceId());
    fields.put("deviceType", row.description().deviceType());
    fields.put("uniqueId", row.description().uniqueId());
    fields.put("currentUserId", row.description().currentUserId());
    return fields;
  }

  /** Returns a filter as it is sent. */
  ObjectNode filter(Field[] fields, int depth) {
    ObjectNode filter = JSON.createObjectNode();
    int kind = depth == 0 ? 3 + random.nextInt(3) : random.nextInt(6);
    switch (kind) {
      case 0 -> filter.set("and", filters(fields, depth));
      case 1 -> filter.set("or", filters(fields, depth));
      case 2 -> filter.set("not", filter(fields, depth - 1));
      default -> compare(filter, fields[random.nextInt(fields.length)]);
    }
    return filter;
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean flag() {
    return random.nextBoolean();
  }

  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private ArrayNode filters(Field[] fields, int depth) {
    ArrayNode filters = JSON.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      filters.add(filter(fields, depth - 1));
    }
    return filters;
  }

  private void compare(ObjectNode filter, Field field) {
    filter.put("field", field.word());
    if (random.nextInt(4) == 0) {
      ArrayNode values = filter.putArray("in");
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(JSON.<JsonNode>valueToTree(value(field)));
      }
      return;
    }
    filter.put("op", any(field.type() == Field.Type.TEXT ? OPS_OF_TEXTS : OPS));
    filter.set("value", JSON.<JsonNode>valueToTree(value(field)));
  }

  private @Nullable Object value(Field field) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    if (field.type() == Field.Type.TIME) {
      return random.nextInt(8) == 0
          ? any(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L))
          : (Long) (START_MS + random.nextInt(4) + any(SPANS).toMillis());
    }
    if (field == OperationField.DEVICE_ID) {
      return any(List.of("device-0", "device-1", "device", "vice-2"));
    }
    return field == OperationField.STATE
        ? any(List.of(OperationState.values())).word()
        : field == OperationField.SOFTWARE_TYPE ? "firmware" : any(TEXTS);
  }

  private @Nullable String orNull(List<String> texts) {
    return random.nextInt(3) == 0 ? null : any(texts);
  }
}
