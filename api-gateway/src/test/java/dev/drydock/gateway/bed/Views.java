package dev.drydock.gateway.bed;

import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationDetail;
import dev.drydock.view.OperationDetail.Cancellation;
import dev.drydock.view.OperationDetail.Deadlines;
import dev.drydock.view.OperationDetail.LateResult;
import dev.drydock.view.OperationView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Operations and devices as the view has them. */
public final class Views {

  public static final Actor APPLICATION = new Actor("app-1", "Fleet tool", null, null, null);

  /** When every device was registered. */
  static final Instant REGISTERED_AT = Instant.ofEpochMilli(1_700_000_000_000L);

  private static final Deadlines DEADLINES =
      new Deadlines(86_400_000, 3_600_000, 1_800_000, 600_000);

  private Views() {}

  public static OperationView operation(String deviceId, String operationId, String state) {
    return operation(deviceId, operationId, state, 4);
  }

  public static OperationView operation(
      String deviceId, String operationId, String state, int revision) {
    boolean isFinal = !state.equals("queued") && !state.equals("inProgress");
    boolean isFailed = state.equals("failed");
    return new OperationView(
        operationId,
        Gateway.TENANT,
        deviceId,
        revision,
        state,
        isFinal ? null : "installing",
        "teamsClient",
        "1.0",
        1_700_000_000_123L,
        1_700_000_001_000L,
        1_700_000_002_000L,
        isFinal ? 1_700_000_002_000L : null,
        APPLICATION,
        new Actor(null, null, null, null, deviceId),
        isFailed ? "deviceReportedFailure" : null,
        isFailed ? "no space left" : null,
        "3 of 7",
        isFinal ? null : 1_700_000_100_000L,
        detail(isFinal),
        1_700_000_003_000L);
  }

  /** Returns an operation of which something else is known besides. */
  public static OperationView with(OperationView operation, String phase, OperationDetail detail) {
    return new OperationView(
        operation.operationId(),
        operation.tenantId(),
        operation.deviceId(),
        operation.revision() + 1,
        operation.state(),
        phase,
        operation.softwareType(),
        operation.softwareVersion(),
        operation.createdAt(),
        operation.startedAt(),
        operation.lastActionAt(),
        operation.completedAt(),
        operation.createdBy(),
        operation.lastActionBy(),
        operation.errorCode(),
        operation.errorMessage(),
        operation.progress(),
        operation.deadlineAt(),
        detail,
        operation.deviceLastSeenAt());
  }

  /** Returns what is known of an operation that somebody asked to cancel at a time. */
  public static OperationDetail cancelRequested(Instant at) {
    return new OperationDetail(
        "forced",
        1_700_000_001_000L,
        "cancel",
        DEADLINES,
        1_700_000_002_000L,
        new Cancellation(at.toEpochMilli(), APPLICATION, false, null, null),
        null,
        null);
  }

  private static OperationDetail detail(boolean isFinal) {
    return new OperationDetail(
        "forced",
        isFinal ? null : 1_700_000_001_000L,
        isFinal ? null : "progress",
        DEADLINES,
        1_700_000_002_000L,
        new Cancellation(
            1_700_000_001_500L, APPLICATION, false, 1_700_000_001_600L, "not while it writes"),
        isFinal ? new LateResult("rejected", 1_700_000_002_500L, "no") : null,
        List.of("a line", "another"));
  }

  public static DeviceView device(String deviceId, int revision) {
    return device(deviceId, revision, Map.of());
  }

  public static DeviceView device(
      String deviceId, int revision, Map<String, String> softwareVersions) {
    return new DeviceView(
        Gateway.TENANT,
        deviceId,
        revision,
        new DeviceDescription(
            "teamsRoom",
            "bridge",
            "S1",
            "U1",
            List.of("00:11:22:33:44:55"),
            "Maker",
            "Model",
            "tag",
            "some notes",
            "user-1",
            "Ada"),
        softwareVersions,
        REGISTERED_AT.toEpochMilli(),
        APPLICATION,
        1_700_000_001_000L,
        APPLICATION,
        1_700_000_003_000L,
        Map.of("os", "Android 13"));
  }

  /** Returns a device as if it had been registered at another time. */
  public static DeviceView registered(DeviceView device, long atMs) {
    return new DeviceView(
        device.tenantId(),
        device.deviceId(),
        device.revision(),
        device.description(),
        device.softwareVersions(),
        atMs,
        device.registeredBy(),
        device.modifiedAt(),
        device.modifiedBy(),
        device.lastSeenAt(),
        device.attributes());
  }
}
