package dev.drydock.dispatcher;

import dev.drydock.messages.Actor;
import dev.drydock.messages.CancelOperation;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceDescription;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RegisterDevice;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** What is written to a real log for docks to decide. */
final class DockRecords {

  static final String TENANT = "tenant";

  private static final Actor CALLER = new Actor("app", "App", null, null, null);

  private DockRecords() {}

  static UpdateCommand registration(String device) {
    return registration(device, DeviceChannel.BRIDGE);
  }

  static UpdateCommand registration(String device, String channel) {
    DeviceDescription description =
        DeviceDescription.newBuilder().setDeviceType("teamsRoom").setChannel(channel).build();
    return command(device)
        .setRegisterDevice(
            new RegisterDevice(description, Map.of("firmware", "7"), List.of(), true, null))
        .build();
  }

  /** The same in the schema of a build that knew nothing of versions. */
  static GenericRecord registration(String device, Schema schema) {
    Schema request = schema.getField("registerDevice").schema().getTypes().get(1);
    GenericRecord description =
        new GenericRecordBuilder(request.getField("description").schema()).build();
    return new GenericRecordBuilder(schema)
        .set("tenantId", TENANT)
        .set("deviceId", device)
        .set("requestedAt", 0L)
        .set(
            "requestedBy",
            new GenericRecordBuilder(schema.getField("requestedBy").schema()).build())
        .set(
            "registerDevice",
            new GenericRecordBuilder(request).set("description", description).build())
        .build();
  }

  static UpdateCommand request(String device, String operationId, Idempotency idempotency) {
    return command(device)
        .setRequestUpdate(
            RequestUpdate.newBuilder()
                .setOperationId(operationId)
                .setSoftwareType("teamsClient")
                .setSoftwareVersion("1.0.96.22")
                .setDeadlines(new Deadlines(60_000L, 60_000L, 60_000L, 60_000L))
                .setIdempotency(idempotency)
                .build())
        .build();
  }

  static UpdateCommand cancel(String device, String operationId) {
    return command(device).setCancelOperation(new CancelOperation(operationId, false)).build();
  }

  static UpdateCommand.Builder command(String device) {
    return UpdateCommand.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setRequestedAt(Instant.now())
        .setRequestedBy(CALLER);
  }

  static OperationStatus ended(String device, String operationId, String state) {
    Instant now = Instant.now();
    return OperationStatus.newBuilder()
        .setOperationId(operationId)
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setRevision(2)
        .setState(state)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setCreatedAt(now)
        .setLastActionAt(now)
        .setCreatedByApplicationId("app")
        .setLastActionByDeviceId(device)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .setCauseTopic("device-acks")
        .setCausePartition(0)
        .setCauseOffset(0L)
        .build();
  }

  static DeviceAck fetched(String device, String operationId) {
    return DeviceAck.newBuilder()
        .setTenantId(TENANT)
        .setDeviceId(device)
        .setOperationId(operationId)
        .setKind(DeviceAckKind.FETCHED)
        .setAt(Instant.now())
        .build();
  }
}
