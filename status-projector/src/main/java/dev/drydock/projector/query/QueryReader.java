package dev.drydock.projector.query;

import dev.drydock.view.Cursor;
import dev.drydock.view.DeviceQuery;
import dev.drydock.view.Filter;
import dev.drydock.view.OperationQuery;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads queries and checks their limits. A member that is not there has its usual value; one that
 * is not known is an error, as it might have asked for less.
 *
 * <p>All methods throw {@link BadQueryException}.
 */
final class QueryReader {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_ROWS = 200;

  /** Takes no value of another type than its member's. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private static final ObjectNode USUAL_OF_OPERATIONS =
      JSON.createObjectNode()
          .put("orderBy", "createdAt")
          .put("descending", true)
          .put("top", 20)
          .put("count", false)
          .put("rejected", false);

  private static final ObjectNode USUAL_OF_DEVICES =
      JSON.createObjectNode()
          .put("orderBy", "id")
          .put("descending", false)
          .put("top", 20)
          .put("count", false);

  private QueryReader() {}

  /** Reads a request's body, up to a quarter of a mebibyte of JSON. */
  static JsonNode body(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BadQueryException(
          "Expected a query of " + MOST_BYTES + " bytes at most, but it is longer");
    }
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new BadQueryException("Expected a query in JSON, but it cannot be read as that");
    }
  }

  static OperationSelection operations(JsonNode json) {
    OperationQuery query = read(json, USUAL_OF_OPERATIONS, OperationQuery.class);
    OperationField order =
        switch (query.orderBy()) {
          case "createdAt" -> OperationField.CREATED_AT;
          case "lastActionAt" -> OperationField.LAST_ACTION_AT;
          case "deviceId" -> OperationField.DEVICE_ID;
          default -> throw unknownOrder("createdAt, lastActionAt or deviceId");
        };
    return new OperationSelection(
        query.deviceId() == null ? null : Ids.require("device id", query.deviceId()),
        FilterCompiler.compile(query.filter(), OperationField.values()),
        order,
        query.descending(),
        checked(query.after(), true, order == OperationField.DEVICE_ID),
        checked(query.top()),
        query.count(),
        query.rejected());
  }

  static DeviceSelection devices(JsonNode json) {
    DeviceQuery query = read(json, USUAL_OF_DEVICES, DeviceQuery.class);
    DeviceSelection.Order order =
        switch (query.orderBy()) {
          case "id" -> DeviceSelection.Order.ID;
          case "registeredAt" -> DeviceSelection.Order.REGISTERED_AT;
          default -> throw unknownOrder("id or registeredAt");
        };
    return new DeviceSelection(
        FilterCompiler.compile(query.filter(), DeviceField.values()),
        order,
        query.descending(),
        checked(query.after(), order == DeviceSelection.Order.REGISTERED_AT, false),
        checked(query.top()),
        query.count());
  }

  /** Reads a filter; null when there is none. */
  static @Nullable Filter filter(JsonNode json) {
    return convert(json, Filter.class);
  }

  private static <T> T read(JsonNode json, ObjectNode usual, Class<T> type) {
    if (!(json instanceof ObjectNode query)) {
      throw new BadQueryException("Expected an object, but it is another kind of JSON");
    }
    ObjectNode whole = usual.deepCopy().setAll(query);
    if (query.path("orderBy").isNull()) {
      whole.set("orderBy", usual.get("orderBy"));
    }
    return convert(whole, type);
  }

  private static <T> T convert(JsonNode json, Class<T> type) {
    try {
      return JSON.treeToValue(json, type);
    } catch (UnrecognizedPropertyException e) {
      throw new BadQueryException(
          "Expected a query of known members, but it has \"" + e.getPropertyName() + '"');
    } catch (DatabindException e) {
      throw new BadQueryException(
          e.getCause() instanceof IllegalArgumentException refusal
              ? String.valueOf(refusal.getMessage())
              : "Expected another type of JSON in \"" + path(e) + '"');
    }
  }

  private static String path(DatabindException e) {
    return e.getPath().stream()
        .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  private static BadQueryException unknownOrder(String known) {
    return new BadQueryException("Expected \"orderBy\" to be " + known + ", but it is another");
  }

  private static @Nullable Cursor checked(
      @Nullable Cursor after, boolean isOfTime, boolean isOfDevices) {
    if (after == null) {
      return null;
    }
    if (after.id() == null || isOfTime && after.at() == null) {
      throw new BadQueryException(
          "Expected \"after\" to have a string \"id\", and \"at\" in milliseconds where the list is"
              + " ordered by a time");
    }
    if (isOfDevices && after.deviceId() == null) {
      throw new BadQueryException(
          "Expected \"after\" to have a \"deviceId\" where the list is ordered by devices");
    }
    return new Cursor(
        isOfTime ? after.at() : null,
        isOfDevices ? Ids.require("device id", after.deviceId()) : null,
        Ids.require("id", after.id()));
  }

  private static int checked(int top) {
    if (top < 1 || top > MOST_ROWS) {
      throw new BadQueryException("Expected \"top\" from 1 to " + MOST_ROWS + ", but it is " + top);
    }
    return top;
  }
}
