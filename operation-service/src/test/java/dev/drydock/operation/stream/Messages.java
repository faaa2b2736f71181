package dev.drydock.operation.stream;

import dev.drydock.messages.Actor;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the dock and a device say. */
final class Messages {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Duration DELIVERY = Duration.ofHours(24);
  static final Duration START = Duration.ofHours(2);
  static final Duration PROGRESS = Duration.ofHours(1);
  static final Duration CANCEL = Duration.ofMinutes(10);
  static final Actor CALLER = new Actor("app", "App", "user", "User", null);
  static final Actor OPERATOR = new Actor("console", "Console", "user2", "Operator", null);

  private static final String TENANT = "tenant";

  private Messages() {}

  static DispatchEvent admitted(String device, String operationId) {
    return admitted(device, operationId, DELIVERY);
  }

  static DispatchEvent admitted(String device, String operationId, Duration delivery) {
    return event(device, DispatchEventKind.UPDATE_ADMITTED)
        .setOperationId(operationId)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setDeliveryDeadlineMs(delivery.toMillis())
        .setStartDeadlineMs(START.toMillis())
        .setProgressDeadlineMs(PROGRESS.toMillis())
        .setCancelDeadlineMs(CANCEL.toMillis())
        .setRequestedAt(NOON.minusMillis(5))
        .setRequestedByApplicationId("app")
        .setRequestedByApplicationName("App")
        .setRequestedByUserId("user")
        .setRequestedByUserName("User")
        .setDeploymentNumber(1)
        .build();
  }

  static DispatchEvent delivered(String device, String operationId) {
    return event(device, DispatchEventKind.UPDATE_DELIVERED).setOperationId(operationId).build();
  }

  static DispatchEvent cancelRequested(String device, String operationId) {
    return byOperator(event(device, DispatchEventKind.CANCEL_REQUESTED), operationId).build();
  }

  static DispatchEvent withdrawn(String device, String operationId, boolean forced) {
    return byOperator(event(device, DispatchEventKind.UPDATE_WITHDRAWN), operationId)
        .setForced(forced)
        .build();
  }

  private static DispatchEvent.Builder byOperator(DispatchEvent.Builder event, String operationId) {
    return event
        .setOperationId(operationId)
        .setRequestedAt(NOON.minusMillis(3))
        .setRequestedByApplicationId("console")
        .setRequestedByApplicationName("Console")
        .setRequestedByUserId("user2")
        .setRequestedByUserName("Operator");
  }

  static DispatchEvent cancelRefusedByDock(String device, String operationId) {
    return event(device, DispatchEventKind.CANCEL_REFUSED).setOperationId(operationId).build();
  }

  static DispatchEvent released(String device, String operationId) {
    return event(device, DispatchEventKind.DOCK_RELEASED).setOperationId(operationId).build();
  }

  static DispatchEvent nothingKnown(String device) {
    return event(device, "later").build();
  }

  static DeviceAck downloading(String device, String operationId, String progress) {
    return progress(device, operationId, DeviceActivity.DOWNLOADING, progress);
  }

  static DeviceAck installing(String device, String operationId, String progress) {
    return progress(device, operationId, DeviceActivity.INSTALLING, progress);
  }

  static DeviceAck ack(String device, String operationId, String kind) {
    return ackBuilder(device, operationId, kind).build();
  }

  static DeviceAck ack(String device, String operationId, String kind, String message) {
    return ackBuilder(device, operationId, kind).setMessage(message).build();
  }

  static DeviceAck logging(String device, String operationId, String progress, String line) {
    return ackBuilder(device, operationId, DeviceAckKind.PROGRESS)
        .setActivity(DeviceActivity.INSTALLING)
        .setProgress(progress)
        .setLogLines(List.of(line))
        .build();
  }

  private static DeviceAck progress(
      String device, String operationId, String activity, String progress) {
    return ackBuilder(device, operationId, DeviceAckKind.PROGRESS)
        .setActivity(activity)
        .setProgress(progress)
        .build();
  }

  private static DeviceAck.Builder ackBuilder(String device, String operationId, String kind) {
    return DeviceAck.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setOperationId(operationId)
        .setKind(kind)
        .setAt(NOON);
  }

  private static DispatchEvent.Builder event(String device, String kind) {
    return DispatchEvent.newBuilder()
        .setKind(kind)
        .setDeviceKey(TENANT + '/' + device)
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setAt(NOON)
        .setCauseTopic("update-commands")
        .setCausePartition(0)
        .setCauseOffset(0L);
  }
}
