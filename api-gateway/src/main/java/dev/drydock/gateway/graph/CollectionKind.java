package dev.drydock.gateway.graph;

import dev.drydock.gateway.odata.Field;
import dev.drydock.gateway.odata.FilterReader;
import dev.drydock.gateway.odata.RowType;
import dev.drydock.gateway.odata.TextField;
import dev.drydock.gateway.odata.TimeField;
import dev.drydock.gateway.odata.WordField;
import java.util.List;
import java.util.Set;

/** What callers may ask of a collection. */
enum CollectionKind {
  OPERATIONS(
      OperationResource.class,
      List.of(
          new Ordering("createdDateTime", "createdAt", true),
          new Ordering("lastActionDateTime", "lastActionAt", true),
          new Ordering("deviceId", "deviceId", false)),
      new RowType(
          "teamworkDeviceOperation",
          List.of(
              new TextField("deviceId", "deviceId"),
              new WordField(
                  "status",
                  "state",
                  List.of("queued", "inProgress", "successful", "failed", "cancelled")),
              new WordField(
                  "operationType",
                  null,
                  List.of(
                      "softwareUpdate",
                      "deviceRestart",
                      "configUpdate",
                      "deviceDiagnostics",
                      "deviceManagementAgentConfigUpdate",
                      "remoteLogin",
                      "remoteLogout")),
              new WordField("softwareType", "softwareType", SoftwareTypes.ALL),
              new TextField("softwareVersion", "softwareVersion"),
              new TimeField("createdDateTime", "createdAt"),
              new TimeField("lastActionDateTime", "lastActionAt"),
              new TimeField("completedDateTime", "completedAt"),
              new TextField("error/code", OperationCollections.ERROR_CODE)))),
  DEVICES(
      DeviceResource.class,
      List.of(
          new Ordering("id", "id", false), new Ordering("createdDateTime", "registeredAt", false)),
      new RowType(
          "teamworkDevice",
          List.of(
              new TextField("id", "id"),
              new WordField("deviceType", "deviceType", DeviceBody.DEVICE_TYPES),
              new TextField("hardwareDetail/uniqueId", "uniqueId"),
              new TextField("currentUser/id", "currentUserId")))),
  RELEASES(
      ReleaseResource.class,
      List.of(new Ordering("id", "id", false)),
      new RowType("softwareRelease", List.of()));

  private static final Set<String> PAGING = Set.of("top", "skiptoken");
  private static final Set<String> QUERYING =
      Set.of("top", "skiptoken", "select", "count", "filter", "orderby");

  private final Class<? extends Record> resource;
  private final List<Ordering> orderings;
  private final FilterReader filters;
  private final List<Field> fields;

  CollectionKind(Class<? extends Record> resource, List<Ordering> orderings, RowType rows) {
    this.resource = resource;
    this.orderings = orderings;
    this.filters = new FilterReader(rows);
    this.fields = rows.fields();
  }

  /** Returns the type of its items' JSON. */
  Class<? extends Record> resource() {
    return resource;
  }

  /** Returns the orders that there are; the first one is the usual one. */
  List<Ordering> orderings() {
    return orderings;
  }

  FilterReader filters() {
    return filters;
  }

  /** Returns the query options that it takes, in lower case and without {@code $}. */
  Set<String> options() {
    return fields.isEmpty() ? PAGING : QUERYING;
  }
}
