package dev.drydock.operation.stream;

import dev.drydock.messages.Actor;
import dev.drydock.messages.CancelRefused;
import dev.drydock.messages.CancelRequested;
import dev.drydock.messages.Cause;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DockReleased;
import dev.drydock.messages.UpdateAdmitted;
import dev.drydock.messages.UpdateDelivered;
import dev.drydock.messages.UpdateWithdrawn;
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
    return event(device)
        .setUpdateAdmitted(
            UpdateAdmitted.newBuilder()
                .setOperationId(operationId)
                .setSoftwareType("teamsClient")
                .setSoftwareVersion("1.0.96.22")
                .setDeadlines(
                    new Deadlines(
                        delivery.toMillis(),
                        START.toMillis(),
                        PROGRESS.toMillis(),
                        CANCEL.toMillis()))
                .setRequestedAt(NOON.minusMillis(5))
                .setRequestedBy(CALLER)
                .setDeploymentNumber(1)
                .build())
        .build();
  }

  static DispatchEvent delivered(String device, String operationId) {
    return event(device).setUpdateDelivered(new UpdateDelivered(operationId)).build();
  }

  static DispatchEvent cancelRequested(String device, String operationId) {
    return event(device)
        .setCancelRequested(new CancelRequested(operationId, NOON.minusMillis(3), OPERATOR))
        .build();
  }

  static DispatchEvent withdrawn(String device, String operationId, boolean forced) {
    return event(device)
        .setUpdateWithdrawn(new UpdateWithdrawn(operationId, forced, NOON.minusMillis(3), OPERATOR))
        .build();
  }

  static DispatchEvent cancelRefusedByDock(String device, String operationId) {
    return event(device).setCancelRefused(new CancelRefused(operationId)).build();
  }

  static DispatchEvent released(String device, String operationId) {
    return event(device).setDockReleased(new DockReleased(operationId)).build();
  }

  static DispatchEvent nothingKnown(String device) {
    return event(device).build();
  }

  static DeviceAck downloading(String device, String operationId, String progress) {
    return progress(device, operationId, DeviceActivity.DOWNLOADING, progress);
  }

  static DeviceAck installing(String device, String operationId, String progress) {
    return progress(device, operationId, DeviceActivity.INSTALLING, progress);
  }

  static DeviceAck ack(String device, String operationId, DeviceAckKind kind) {
    return ackBuilder(device, operationId, kind).build();
  }

  static DeviceAck ack(String device, String operationId, DeviceAckKind kind, String message) {
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
      String device, String operationId, DeviceActivity activity, String progress) {
    return ackBuilder(device, operationId, DeviceAckKind.PROGRESS)
        .setActivity(activity)
        .setProgress(progress)
        .build();
  }

  private static DeviceAck.Builder ackBuilder(
      String device, String operationId, DeviceAckKind kind) {
    return DeviceAck.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setOperationId(operationId)
        .setKind(kind)
        .setAt(NOON);
  }

  private static DispatchEvent.Builder event(String device) {
    return DispatchEvent.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setAt(NOON)
        .setCause(new Cause("update-commands", 0, 0L, null, null));
  }
}
