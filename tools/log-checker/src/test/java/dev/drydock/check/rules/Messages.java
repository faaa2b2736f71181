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
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Records of the contract, with what the checks look at. */
final class Messages {

  static {
    AvroTrust.establish();
  }

  private static final String SOFTWARE = "firmware";
  private static final String VERSION = "7.2";
  private static final Actor CALLER = new Actor("app", "App", null, null, null);
  private static final Deadlines DEADLINES = new Deadlines(60_000L, 60_000L, 60_000L, 60_000L);
  private static final CauseMembers STATUS_CAUSE =
      new CauseMembers(OperationStatus.getClassSchema());
  private static final CauseMembers EVENT_CAUSE = new CauseMembers(DispatchEvent.getClassSchema());

  private static final String NONE = "";

  private static final DispatchEvent EVENT =
      DispatchEvent.newBuilder()
          .setKind(NONE)
          .setDeviceKey(NONE)
          .setTenantId(NONE)
          .setDeviceId(NONE)
          .setAt(Instant.EPOCH)
          .setCausePartition(0)
          .build();

  private static final DeviceAck ACK =
      DeviceAck.newBuilder()
          .setTenantId(NONE)
          .setDeviceId(NONE)
          .setOperationId(NONE)
          .setKind(NONE)
          .setAt(Instant.EPOCH)
          .build();

  private static final OperationStatus STATUS =
      OperationStatus.newBuilder()
          .setOperationId(NONE)
          .setTenantId(NONE)
          .setDeviceId(NONE)
          .setRevision(1)
          .setState(NONE)
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

  private Messages() {}

  /** A builder would copy the default of each member that is not set: too slow for millions. */
  static <T extends SpecificRecordBase> T copy(T template, T fresh) {
    for (int member = 0; member < template.getSchema().getFields().size(); member++) {
      fresh.put(member, template.get(member));
    }
    return fresh;
  }

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
    DispatchEvent event = copy(EVENT, new DispatchEvent());
    event.put("kind", kind);
    event.put("deviceKey", device);
    event.put("tenantId", tenantOf(device));
    event.put("deviceId", idOf(device));
    event.put("operationId", operationId);
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
    DeviceAck ack = copy(ACK, new DeviceAck());
    ack.put("tenantId", tenantOf(device));
    ack.put("deviceId", idOf(device));
    ack.put("operationId", operationId);
    ack.put("kind", kind);
    ack.put("progress", progress);
    return new Ack(offset, ack);
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
    OperationStatus status = copy(STATUS, new OperationStatus());
    status.put("operationId", operationId);
    status.put("tenantId", tenantOf(device));
    status.put("deviceId", idOf(device));
    status.put("revision", revision);
    status.put("state", standing.state());
    status.put("phase", standing.phase());
    status.put("errorCode", standing.errorCode());
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
