package dev.drydock.projector.stream;

import dev.drydock.messages.Actor;
import dev.drydock.messages.Cancellation;
import dev.drydock.messages.Cause;
import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DockReleased;
import dev.drydock.messages.LateResult;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.UpdateConflicted;
import dev.drydock.messages.UpdateRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages as the other services write them. */
public final class Messages {

  /** When the requests were taken. */
  public static final Instant REQUESTED = Instant.parse("2026-11-23T10:15:30.123Z");

  private static final Cause CAUSE =
      Cause.newBuilder().setTopic("dispatch-events").setPartition(0).setOffset(7L).build();

  private Messages() {}

  /** Returns the caller. */
  public static Actor caller() {
    return Actor.newBuilder().setApplicationId("app-1").setApplicationName("Fleet tool").build();
  }

  /** Returns an operation's state: of revision 4 and more a final one. */
  public static OperationStatus.Builder status(
      String tenantId, String deviceId, String operationId, int revision) {
    boolean ended = revision >= 4;
    Instant now = REQUESTED.plusMillis(revision);
    return OperationStatus.newBuilder()
        .setOperationId(operationId)
        .setTenantId(tenantId)
        .setDeviceId(deviceId)
        .setRevision(revision)
        .setState(ended ? OperationState.SUCCESSFUL : OperationState.IN_PROGRESS)
        .setPhase(ended ? null : OperationPhase.INSTALLING)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setCreatedAt(REQUESTED)
        .setStartedAt(now)
        .setLastActionAt(now)
        .setCompletedAt(ended ? now : null)
        .setCreatedBy(caller())
        .setLastActionBy(Actor.newBuilder().setDeviceId(deviceId).build())
        .setProgress("3 of 7")
        .setDeadlineAt(ended ? null : now.plusSeconds(3600))
        .setPhaseSince(ended ? null : REQUESTED)
        .setWaitsFor(ended ? null : DeadlineKind.PROGRESS)
        .setDeadlines(new Deadlines(86_400_000L, 3_600_000L, 3_600_000L, 600_000L))
        .setLastHeardAt(now)
        .setCancellation(
            Cancellation.newBuilder()
                .setRequestedAt(REQUESTED)
                .setRequestedBy(caller())
                .setForced(false)
                .setRefusedAt(now)
                .setRefusal("busy")
                .build())
        .setLateResult(
            ended ? new LateResult(DeviceAckKind.FAILED, now.plusMillis(1), "too late") : null)
        .setLogLines(List.of("line " + revision))
        .setCause(CAUSE);
  }

  /** Returns a device. */
  public static Device.Builder device(String tenantId, String deviceId, int revision) {
    return Device.newBuilder()
        .setTenantId(tenantId)
        .setDeviceId(deviceId)
        .setRevision(revision)
        .setDescription(
            DeviceDescription.newBuilder()
                .setDeviceType("teamsRoom")
                .setChannel(DeviceChannel.DDI)
                .setSerialNumber("serial-" + revision)
                .setMacAddresses(List.of("00-11-22-33-44-55"))
                .build())
        .setSoftwareVersions(Map.of("teamsClient", "1.0." + revision))
        .setRegisteredAt(REQUESTED)
        .setRegisteredBy(caller())
        .setModifiedAt(REQUESTED.plusMillis(revision))
        .setModifiedBy(caller())
        .setLastSeenAt(REQUESTED.plusSeconds(revision))
        .setAttributes(Map.of("os", "Android 13"))
        .setCause(CAUSE);
  }

  /** Returns the turning away of a request, for the dock was held. */
  public static DispatchEvent conflicted(String tenantId, String deviceId, String operationId) {
    return event(tenantId, deviceId)
        .setUpdateConflicted(
            UpdateConflicted.newBuilder()
                .setOperationId(operationId)
                .setSoftwareType("firmware")
                .setSoftwareVersion("2.0")
                .setRequestedAt(REQUESTED)
                .setRequestedBy(caller())
                .setHolderOperationId("op-holder")
                .setHolderAdmittedAt(REQUESTED.minusSeconds(60))
                .build())
        .build();
  }

  /** Returns the refusal of a request. */
  public static DispatchEvent refused(
      String tenantId, String deviceId, String operationId, RefusalReason reason) {
    return event(tenantId, deviceId)
        .setUpdateRefused(
            UpdateRefused.newBuilder()
                .setOperationId(operationId)
                .setSoftwareType("firmware")
                .setSoftwareVersion("2.0")
                .setRequestedAt(REQUESTED)
                .setRequestedBy(caller())
                .setReason(reason)
                .build())
        .build();
  }

  /** Returns an event that the view does not show. */
  public static DispatchEvent released(String tenantId, String deviceId, String operationId) {
    return event(tenantId, deviceId)
        .setDockReleased(DockReleased.newBuilder().setOperationId(operationId).build())
        .build();
  }

  private static DispatchEvent.Builder event(String tenantId, String deviceId) {
    return DispatchEvent.newBuilder()
        .setTenantId(tenantId)
        .setDeviceId(deviceId)
        .setAt(REQUESTED.plusMillis(15))
        .setCause(CAUSE);
  }
}
