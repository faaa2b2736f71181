package dev.drydock.check.rules;

import dev.drydock.messages.Actor;
import dev.drydock.messages.CancelOperation;
import dev.drydock.messages.Cause;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.AvroTrust;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of the contract, with what the checks look at. */
final class Messages {

  private static final String SOFTWARE = "firmware";
  private static final String VERSION = "7.2";
  private static final Actor CALLER = new Actor("app", "App", null, null, null);
  private static final Deadlines DEADLINES = new Deadlines(60_000L, 60_000L, 60_000L, 60_000L);
  private static final CauseMembers STATUS_CAUSE =
      new CauseMembers(OperationStatus.getClassSchema());
  private static final CauseMembers EVENT_CAUSE = new CauseMembers(DispatchEvent.getClassSchema());

  static {
    AvroTrust.establish();
  }

  private Messages() {}

  static Cause cause(Topic topic, int partition, long offset) {
    return new Cause(topic.baseName(), partition, offset, null, null);
  }

  static Cause cause(Topic topic, long offset) {
    return cause(topic, MemoryShardLog.PARTITION, offset);
  }

  static Cause timer(String name, long dueAtMs) {
    return new Cause(null, MemoryShardLog.PARTITION, null, name, Instant.ofEpochMilli(dueAtMs));
  }

  /** A decision; of no operation when there is none. */
  static Decision decision(
      long offset, String kind, String device, @Nullable String operationId, Cause cause) {
    DispatchEvent event =
        DispatchEvent.newBuilder()
            .setKind(kind)
            .setDeviceKey(device)
            .setTenantId(tenantOf(device))
            .setDeviceId(idOf(device))
            .setAt(Instant.EPOCH)
            .setCausePartition(0)
            .setOperationId(operationId)
            .build();
    EVENT_CAUSE.set(event, cause);
    return new Decision(offset, event);
  }

  static Command request(
      long offset, String device, String operationId, long atMs, @Nullable Idempotency key) {
    return new Command(
        offset,
        command(device, atMs)
            .setRequestUpdate(
                RequestUpdate.newBuilder()
                    .setOperationId(operationId)
                    .setSoftwareType(SOFTWARE)
                    .setSoftwareVersion(VERSION)
                    .setDeadlines(DEADLINES)
                    .setIdempotency(key)
                    .build())
            .build());
  }

  static Command cancel(long offset, String device, String operationId, long atMs, boolean force) {
    return new Command(
        offset,
        command(device, atMs).setCancelOperation(new CancelOperation(operationId, force)).build());
  }

  static Ack ack(
      long offset, String device, String operationId, String kind, @Nullable String progress) {
    return new Ack(
        offset,
        DeviceAck.newBuilder()
            .setTenantId(tenantOf(device))
            .setDeviceId(idOf(device))
            .setOperationId(operationId)
            .setKind(kind)
            .setProgress(progress)
            .setAt(Instant.EPOCH)
            .build());
  }

  /** A status; dates that are not known are missing. */
  static StatusEntry.Changed status(
      long offset,
      String device,
      String operationId,
      int revision,
      Standing standing,
      Cause cause) {
    return StatusEntry.Changed.of(offset, statusOf(device, operationId, revision, standing, cause));
  }

  private static OperationStatus statusOf(
      String device, String operationId, int revision, Standing standing, Cause cause) {
    OperationStatus status =
        OperationStatus.newBuilder()
            .setOperationId(operationId)
            .setTenantId(tenantOf(device))
            .setDeviceId(idOf(device))
            .setRevision(revision)
            .setState(standing.state())
            .setPhase(standing.phase())
            .setErrorCode(standing.errorCode())
            .setSoftwareType(SOFTWARE)
            .setSoftwareVersion(VERSION)
            .setCreatedAt(Instant.EPOCH)
            .setLastActionAt(Instant.EPOCH)
            .setCausePartition(0)
            .setDeliveryDeadlineMs(60_000L)
            .setStartDeadlineMs(60_000L)
            .setProgressDeadlineMs(60_000L)
            .setCancelDeadlineMs(60_000L)
            .build();
    STATUS_CAUSE.set(status, cause);
    return status;
  }

  private static UpdateCommand.Builder command(String device, long atMs) {
    return UpdateCommand.newBuilder()
        .setTenantId(tenantOf(device))
        .setDeviceId(idOf(device))
        .setRequestedAt(Instant.ofEpochMilli(atMs))
        .setRequestedBy(CALLER);
  }

  private static String tenantOf(String device) {
    return device.substring(0, device.indexOf('/'));
  }

  private static String idOf(String device) {
    return device.substring(device.indexOf('/') + 1);
  }
}
