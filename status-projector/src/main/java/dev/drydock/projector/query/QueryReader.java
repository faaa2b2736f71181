package dev.drydock.projector.query;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads queries. A member that is not there has its usual value; one that is not known is an error,
 * as it might have asked for less.
 *
 * <p>All methods throw {@link BadQueryException}.
 */
final class QueryReader {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_ROWS = 200;
  private static final int USUAL_ROWS = 20;

  private static final Set<String> PLACE = Set.of("at", "deviceId", "id");

  private static final Set<String> OF_DEVICES =
      Set.of("filter", "orderBy", "descending", "after", "top", "count");

  private static final Set<String> OF_OPERATIONS =
      Set.of("deviceId", "filter", "orderBy", "descending", "after", "top", "count", "turnedAway");

  private QueryReader() {}

  /** Reads a request's body, up to a quarter of a mebibyte of JSON. */
  static JsonNode body(InputStream body, JsonMapper json) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BadQueryException(
          "Expected a query of " + MOST_BYTES + " bytes at most, but it is longer");
    }
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw new BadQueryException("Expected a query in JSON, but it cannot be read as that");
    }
  }

  static OperationQuery operations(JsonNode json) {
    requireMembers(json, OF_OPERATIONS);
    String deviceId = text(json, "deviceId");
    OperationField order = operationOrder(json);
    return new OperationQuery(
        deviceId == null ? null : Ids.require("device id", deviceId),
        FilterReader.read(json.path("filter"), OperationField.values()),
        order,
        flag(json, "descending", true),
        placeOfOperation(json.path("after"), order),
        top(json),
        flag(json, "count", false),
        flag(json, "turnedAway", false));
  }

  static DeviceQuery devices(JsonNode json) {
    requireMembers(json, OF_DEVICES);
    DeviceQuery.Order order = orderOf(json);
    return new DeviceQuery(
        FilterReader.read(json.path("filter"), DeviceField.values()),
        order,
        flag(json, "descending", false),
        place(json.path("after"), order == DeviceQuery.Order.REGISTERED_AT),
        top(json),
        flag(json, "count", false));
  }

  private static @Nullable Cursor placeOfOperation(JsonNode json, OperationField order) {
    Cursor place = place(json, true);
    if (place == null || order != OperationField.DEVICE_ID) {
      return place;
    }
    String deviceId = text(json, "deviceId");
    if (deviceId == null) {
      throw new BadQueryException(
          "Expected \"after\" to have a \"deviceId\" where the list is ordered by devices");
    }
    return new Cursor(place.atMs(), Ids.require("device id", deviceId), place.id());
  }

  private static OperationField operationOrder(JsonNode json) {
    String word = text(json, "orderBy");
    return switch (word == null ? "createdAt" : word) {
      case "createdAt" -> OperationField.CREATED_AT;
      case "lastActionAt" -> OperationField.LAST_ACTION_AT;
      case "deviceId" -> OperationField.DEVICE_ID;
      default -> throw unknownOrder("createdAt, lastActionAt or deviceId");
    };
  }

  private static DeviceQuery.Order orderOf(JsonNode json) {
    String word = text(json, "orderBy");
    return switch (word == null ? "id" : word) {
      case "id" -> DeviceQuery.Order.ID;
      case "registeredAt" -> DeviceQuery.Order.REGISTERED_AT;
      default -> throw unknownOrder("id or registeredAt");
    };
  }

  private static BadQueryException unknownOrder(String known) {
    return new BadQueryException("Expected \"orderBy\" to be " + known + ", but it is another");
  }

  private static @Nullable Cursor place(JsonNode json, boolean isOfTime) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    requireMembers(json, PLACE);
    JsonNode at = json.path("at");
    boolean isTime = at.isIntegralNumber() && at.canConvertToLong();
    boolean isNone = at.isNull() || at.isMissingNode();
    if (!json.path("id").isString() || (isOfTime ? !isTime : !isTime && !isNone)) {
      throw new BadQueryException(
          "Expected \"after\" to have a string \"id\", and \"at\" in milliseconds where the list is"
              + " ordered by a time");
    }
    String id = Ids.require("id", json.get("id").asString());
    return new Cursor(isOfTime ? at.longValue() : null, id);
  }

  private static int top(JsonNode json) {
    JsonNode top = json.path("top");
    if (top.isMissingNode()) {
      return USUAL_ROWS;
    }
    if (!top.isIntegralNumber()
        || !top.canConvertToInt()
        || top.intValue() < 1
        || top.intValue() > MOST_ROWS) {
      throw new BadQueryException("Expected \"top\" from 1 to " + MOST_ROWS + ", but it is " + top);
    }
    return top.intValue();
  }

  private static boolean flag(JsonNode json, String name, boolean usual) {
    JsonNode flag = json.path(name);
    if (flag.isMissingNode()) {
      return usual;
    }
    if (!flag.isBoolean()) {
      throw new BadQueryException("Expected \"" + name + "\" to be true or false");
    }
    return flag.booleanValue();
  }

  private static @Nullable String text(JsonNode json, String name) {
    JsonNode text = json.path(name);
    if (text.isMissingNode() || text.isNull()) {
      return null;
    }
    if (!text.isString()) {
      throw new BadQueryException("Expected \"" + name + "\" to be a string or null");
    }
    return text.asString();
  }

  private static void requireMembers(JsonNode json, Set<String> known) {
    if (!json.isObject()) {
      throw new BadQueryException("Expected an object, but it is another kind of JSON");
    }
    for (String name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw new BadQueryException(
            "Expected a query of known members, but it has \"" + name + '"');
      }
    }
  }
}
