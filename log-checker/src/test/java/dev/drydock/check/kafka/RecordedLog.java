package dev.drydock.check.kafka;

import dev.drydock.messages.Actor;
import dev.drydock.messages.AdmissionRepeated;
import dev.drydock.messages.Cause;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceRetired;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DockReleased;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.RetireDevice;
import dev.drydock.messages.UpdateAdmitted;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records of one device to Kafka as the services do, each in a transaction. */
final class RecordedLog implements AutoCloseable {

  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final Actor CALLER = new Actor("app", "App", null, null, null);
  private static final Deadlines DEADLINES = new Deadlines(60_000L, 60_000L, 60_000L, 60_000L);

  private final Producer<String, SpecificRecord> producer;
  private final TopicNames names;
  private final DeviceKey device;
  private final int partition;

  RecordedLog(
      String bootstrapServers,
      String registryUrl,
      TopicNames names,
      int partitions,
      DeviceKey device) {
    MessageSerializer serializer = new MessageSerializer();
    serializer.configure(Map.of("schema.registry.url", registryUrl), false);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "recorded-log"),
            new StringSerializer(),
            serializer);
    this.names = names;
    this.device = device;
    this.partition = DeviceKey.partitionOf(device.toString(), partitions);
    producer.initTransactions();
  }

  /** A request, and the decision to admit it; returns the decision as a cause. */
  Cause admit(String operationId) {
    return admit(operationId, null);
  }

  /** A request that the caller may repeat, and the decision to admit it. */
  Cause admit(String operationId, @Nullable Idempotency idempotency) {
    Cause request = request(operationId, idempotency);
    UpdateAdmitted admitted =
        new UpdateAdmitted(operationId, "firmware", "7.2", DEADLINES, AT, CALLER, 1);
    Cause admission = write(event(request).setUpdateAdmitted(admitted).build());
    write(status(operationId, 1, OperationState.QUEUED, OperationPhase.ADMITTED, admission));
    return admission;
  }

  /** A request that is one that was admitted before. */
  void repeat(String operationId, Idempotency idempotency, String first) {
    Cause request = request(operationId, idempotency);
    write(event(request).setAdmissionRepeated(new AdmissionRepeated(first)).build());
  }

  void retire() {
    Cause command = write(command(null, new RetireDevice()));
    write(event(command).setDeviceRetired(new DeviceRetired()).build());
  }

  private Cause request(String operationId, @Nullable Idempotency idempotency) {
    return write(
        command(
            new RequestUpdate(operationId, "firmware", "7.2", null, DEADLINES, idempotency), null));
  }

  private UpdateCommand command(@Nullable RequestUpdate request, @Nullable RetireDevice retire) {
    return UpdateCommand.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setRequestedAt(AT)
        .setRequestedBy(CALLER)
        .setRequestUpdate(request)
        .setRetireDevice(retire)
        .build();
  }

  /** The device's word, and the end of the operation; returns the end as a cause. */
  Cause succeed(String operationId) {
    Cause ack =
        write(
            DeviceAck.newBuilder()
                .setTenantId(device.tenantId())
                .setDeviceId(device.deviceId())
                .setOperationId(operationId)
                .setKind(DeviceAckKind.SUCCEEDED)
                .setAt(AT)
                .build());
    return write(status(operationId, 2, OperationState.SUCCESSFUL, null, ack));
  }

  void release(String operationId, Cause end) {
    write(event(end).setDockReleased(new DockReleased(operationId)).build());
  }

  /** An admission that its service took back. */
  void abortAdmission(String operationId) {
    UpdateAdmitted admitted =
        new UpdateAdmitted(operationId, "firmware", "7.2", DEADLINES, AT, CALLER, 1);
    producer.beginTransaction();
    send(
        event(new Cause("update-commands", partition, 0L, null, null))
            .setUpdateAdmitted(admitted)
            .build());
    producer.flush();
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }

  private DispatchEvent.Builder event(Cause cause) {
    return DispatchEvent.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setAt(AT)
        .setCause(cause);
  }

  private OperationStatus status(
      String operationId, int revision, OperationState state, OperationPhase phase, Cause cause) {
    return OperationStatus.newBuilder()
        .setOperationId(operationId)
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setRevision(revision)
        .setState(state)
        .setPhase(phase)
        .setSoftwareType("firmware")
        .setSoftwareVersion("7.2")
        .setCreatedAt(AT)
        .setLastActionAt(AT)
        .setCreatedBy(CALLER)
        .setLastActionBy(CALLER)
        .setDeadlineAt(phase == null ? null : AT.plusMillis(60_000))
        .setCause(cause)
        .build();
  }

  private Cause write(SpecificRecord value) {
    producer.beginTransaction();
    var sent = send(value);
    producer.commitTransaction();
    try {
      return new Cause(
          Topic.of(value.getClass()).baseName(), partition, sent.get().offset(), null, null);
    } catch (ExecutionException e) {
      throw new AssertionError("Expected Kafka to take " + value, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing " + value, e);
    }
  }

  private Future<RecordMetadata> send(SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    return producer.send(
        new ProducerRecord<>(names.of(topic), partition, topic.keyOf(value), value));
  }
}
