package dev.drydock.gateway.bed;

import dev.drydock.gateway.security.Actor;
import dev.drydock.gateway.view.DeviceView;
import dev.drydock.gateway.view.OperationView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Operations and devices as the view has them. */
public final class Views {

  public static final Actor APPLICATION = new Actor("app-1", "Fleet tool", null, null, null);

  /** When every device was registered. */
  static final Instant REGISTERED_AT = Instant.ofEpochMilli(1_700_000_000_000L);

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
        isFinal ? null : 1_700_000_100_000L);
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
        "Ada",
        softwareVersions,
        REGISTERED_AT.toEpochMilli(),
        APPLICATION,
        1_700_000_001_000L,
        APPLICATION);
  }

  /** Returns a device as if it had been registered at another time. */
  public static DeviceView registered(DeviceView device, long atMs) {
    return new DeviceView(
        device.tenantId(),
        device.deviceId(),
        device.revision(),
        device.deviceType(),
        device.channel(),
        device.serialNumber(),
        device.uniqueId(),
        device.macAddresses(),
        device.manufacturer(),
        device.model(),
        device.companyAssetTag(),
        device.notes(),
        device.currentUserId(),
        device.currentUserName(),
        device.softwareVersions(),
        atMs,
        device.registeredBy(),
        device.modifiedAt(),
        device.modifiedBy());
  }
}
