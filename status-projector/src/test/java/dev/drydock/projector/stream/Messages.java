package dev.drydock.projector.stream;

import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.time.Instant;

/** Messages as the other services write them. */
public final class Messages {

  /** When the requests were taken. */
  public static final Instant REQUESTED = Instant.parse("2026-11-23T10:15:30.123Z");

  private Messages() {}

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
        .setCreatedByApplicationId("app-1")
        .setCreatedByApplicationName("Fleet tool")
        .setLastActionByDeviceId(deviceId)
        .setProgress("3 of 7")
        .setDeadlineAt(ended ? null : now.plusSeconds(3600))
        .setMode("downloadOnly")
        .setPhaseSince(ended ? null : REQUESTED)
        .setWaitsFor(ended ? null : DeadlineKind.PROGRESS)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .setLastHeardAt(now)
        .setCancelRequestedAt(REQUESTED)
        .setCancelRequestedByApplicationId("app-1")
        .setCancelRequestedByApplicationName("Fleet tool")
        .setCancelForced(false)
        .setCancelRefusedAt(now)
        .setCancelRefusal("busy")
        .setLateResult(ended ? DeviceAckKind.FAILED : null)
        .setLateResultAt(ended ? now.plusMillis(1) : null)
        .setLateResultMessage(ended ? "too late" : null)
        .setLogLines("line " + revision)
        .setCauseTopic("dispatch-events")
        .setCausePartition(0)
        .setCauseOffset(7L);
  }

  /** Returns a device. */
  public static Device.Builder device(String tenantId, String deviceId, int revision) {
    return Device.newBuilder()
        .setDeviceKey(tenantId + '/' + deviceId)
        .setTenantId(tenantId)
        .setDeviceId(deviceId)
        .setRevision(revision)
        .setDeviceType("teamsRoom")
        .setChannel(DeviceChannel.DDI)
        .setSerialNumber("serial-" + revision)
        .setMacAddresses("00-11-22-33-44-55")
        .setTeamsClientVersion("1.0." + revision)
        .setRegisteredAt(REQUESTED)
        .setRegisteredByApplicationId("app-1")
        .setRegisteredByApplicationName("Fleet tool")
        .setModifiedAt(REQUESTED.plusMillis(revision))
        .setModifiedByApplicationId("app-1")
        .setModifiedByApplicationName("Fleet tool")
        .setLastSeenAt(REQUESTED.plusSeconds(revision))
        .setAttributes("{\"os\":\"Android 13\"}")
        .setCauseTopic("update-commands")
        .setCausePartition(0)
        .setCauseOffset(7L);
  }

  /** Returns the refusal of a request, for the dock was held. */
  public static DispatchEvent conflicted(String tenantId, String deviceId, String operationId) {
    return request(tenantId, deviceId, operationId)
        .setKind(DispatchEventKind.UPDATE_CONFLICTED)
        .setHolderOperationId("op-holder")
        .setHolderAdmittedAt(REQUESTED.minusSeconds(60))
        .build();
  }

  /** Returns the refusal of a request. */
  public static DispatchEvent refused(
      String tenantId, String deviceId, String operationId, String reason) {
    return request(tenantId, deviceId, operationId)
        .setKind(DispatchEventKind.UPDATE_REFUSED)
        .setReason(reason)
        .build();
  }

  private static DispatchEvent.Builder request(
      String tenantId, String deviceId, String operationId) {
    return event(tenantId, deviceId, operationId)
        .setSoftwareType("firmware")
        .setSoftwareVersion("2.0")
        .setRequestedAt(REQUESTED)
        .setRequestedByApplicationId("app-1")
        .setRequestedByApplicationName("Fleet tool");
  }

  /** Returns an event that the view does not show. */
  public static DispatchEvent released(String tenantId, String deviceId, String operationId) {
    return event(tenantId, deviceId, operationId).setKind(DispatchEventKind.DOCK_RELEASED).build();
  }

  private static DispatchEvent.Builder event(String tenantId, String deviceId, String operationId) {
    return DispatchEvent.newBuilder()
        .setDeviceKey(tenantId + '/' + deviceId)
        .setTenantId(tenantId)
        .setDeviceId(deviceId)
        .setAt(REQUESTED.plusMillis(15))
        .setOperationId(operationId)
        .setCauseTopic("update-commands")
        .setCausePartition(0)
        .setCauseOffset(7L);
  }
}
