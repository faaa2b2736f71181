package dev.drydock.check.kafka;

import dev.drydock.messages.Actor;
import dev.drydock.messages.CancelOperation;
import dev.drydock.messages.Cause;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.RetireDevice;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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
    Cause admission = write(admitted(operationId, request));
    write(status(operationId, 1, OperationState.QUEUED, OperationPhase.ADMITTED, admission));
    return admission;
  }

  /** A request that is one that was admitted before. */
  void repeat(String operationId, Idempotency idempotency, String first) {
    Cause request = request(operationId, idempotency);
    write(event(DispatchEventKind.ADMISSION_REPEATED, request).setOperationId(first).build());
  }

  void retire() {
    Cause command = write(command().setRetireDevice(new RetireDevice(null)).build());
    write(event(DispatchEventKind.DEVICE_RETIRED, command).build());
  }

  private Cause request(String operationId, @Nullable Idempotency idempotency) {
    return write(
        command()
            .setRequestUpdate(
                RequestUpdate.newBuilder()
                    .setOperationId(operationId)
                    .setSoftwareType("firmware")
                    .setSoftwareVersion("7.2")
                    .setDeadlines(DEADLINES)
                    .setIdempotency(idempotency)
                    .build())
            .build());
  }

  private UpdateCommand.Builder command() {
    return UpdateCommand.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setRequestedAt(AT)
        .setRequestedBy(CALLER);
  }

  /** A request to cancel, by force, and what comes of it; returns the end as a cause. */
  Cause withdraw(String operationId) {
    Cause withdrawal =
        write(
            event(DispatchEventKind.UPDATE_WITHDRAWN, cancel(operationId, true))
                .setOperationId(operationId)
                .setRequestedAt(AT)
                .setForced(true)
                .build());
    return write(status(operationId, 2, OperationState.CANCELLED, null, withdrawal));
  }

  /** A request to cancel, of which the device is asked. */
  void askToStop(String operationId) {
    Cause asked =
        write(
            event(DispatchEventKind.CANCEL_REQUESTED, cancel(operationId, false))
                .setOperationId(operationId)
                .setRequestedAt(AT)
                .build());
    write(status(operationId, 2, OperationState.QUEUED, OperationPhase.CANCEL_REQUESTED, asked));
  }

  /** The device goes on. */
  void refuseToStop(String operationId) {
    Cause ack = write(ack(operationId, DeviceAckKind.CANCEL_REFUSED));
    write(status(operationId, 3, OperationState.IN_PROGRESS, OperationPhase.INSTALLING, ack));
  }

  /** A request to cancel that comes too late. */
  void cancelTooLate(String operationId) {
    write(
        event(DispatchEventKind.CANCEL_REFUSED, cancel(operationId, false))
            .setOperationId(operationId)
            .build());
  }

  /** A device's word after its operation was cancelled. */
  void succeedLate(String operationId) {
    OperationStatus late =
        status(
            operationId,
            3,
            OperationState.CANCELLED,
            null,
            write(ack(operationId, DeviceAckKind.SUCCEEDED)));
    write(
        OperationStatus.newBuilder(late)
            .setLateResult(DeviceAckKind.SUCCEEDED)
            .setLateResultAt(AT)
            .build());
  }

  /** An operation's tombstone. */
  void forget(String operationId, Duration afterTheEnd) {
    commit(
        new ProducerRecord<>(
            names.of(Topic.OPERATION_STATUS),
            partition,
            AT.plus(afterTheEnd).toEpochMilli(),
            operationId,
            (SpecificRecord) null));
  }

  /** The device says that it is there. */
  void hello() {
    write(ack("", DeviceAckKind.HELLO));
  }

  private Cause cancel(String operationId, boolean force) {
    return write(command().setCancelOperation(new CancelOperation(operationId, force)).build());
  }

  private DeviceAck ack(String operationId, String kind) {
    return DeviceAck.newBuilder()
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setOperationId(operationId)
        .setKind(kind)
        .setAt(AT)
        .build();
  }

  /** The device's word, and the end of the operation; returns the end as a cause. */
  Cause succeed(String operationId) {
    return succeed(operationId, 2);
  }

  /** The same at a later revision. */
  Cause succeed(String operationId, int revision) {
    Cause ack = write(ack(operationId, DeviceAckKind.SUCCEEDED));
    return write(status(operationId, revision, OperationState.SUCCESSFUL, null, ack));
  }

  void release(String operationId, Cause end) {
    write(event(DispatchEventKind.DOCK_RELEASED, end).setOperationId(operationId).build());
  }

  /** An admission that its service took back. */
  void abortAdmission(String operationId) {
    producer.beginTransaction();
    producer.send(
        record(admitted(operationId, new Cause("update-commands", partition, 0L, null, null))));
    producer.flush();
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }

  private DispatchEvent admitted(String operationId, Cause request) {
    return event(DispatchEventKind.UPDATE_ADMITTED, request)
        .setOperationId(operationId)
        .setSoftwareType("firmware")
        .setSoftwareVersion("7.2")
        .setRequestedAt(AT)
        .setDeliveryDeadlineMs(DEADLINES.getDeliveryMs())
        .setStartDeadlineMs(DEADLINES.getStartMs())
        .setProgressDeadlineMs(DEADLINES.getProgressMs())
        .setCancelDeadlineMs(DEADLINES.getCancelMs())
        .setDeploymentNumber(1)
        .build();
  }

  private DispatchEvent.Builder event(String kind, Cause cause) {
    return DispatchEvent.newBuilder()
        .setKind(kind)
        .setDeviceKey(device.toString())
        .setTenantId(device.tenantId())
        .setDeviceId(device.deviceId())
        .setAt(AT)
        .setCauseTopic(cause.getTopic())
        .setCausePartition(cause.getPartition())
        .setCauseOffset(cause.getOffset());
  }

  private OperationStatus status(
      String operationId, int revision, String state, @Nullable String phase, Cause cause) {
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
        .setCompletedAt(phase == null ? AT : null)
        .setDeadlineAt(phase == null ? null : AT.plusMillis(60_000))
        .setDeliveryDeadlineMs(DEADLINES.getDeliveryMs())
        .setStartDeadlineMs(DEADLINES.getStartMs())
        .setProgressDeadlineMs(DEADLINES.getProgressMs())
        .setCancelDeadlineMs(DEADLINES.getCancelMs())
        .setCauseTopic(cause.getTopic())
        .setCausePartition(cause.getPartition())
        .setCauseOffset(cause.getOffset())
        .build();
  }

  private Cause write(SpecificRecord value) {
    long offset = commit(record(value)).offset();
    return new Cause(Topic.of(value.getClass()).baseName(), partition, offset, null, null);
  }

  private RecordMetadata commit(ProducerRecord<String, SpecificRecord> record) {
    producer.beginTransaction();
    var sent = producer.send(record);
    producer.commitTransaction();
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new AssertionError("Expected Kafka to take " + record, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing " + record, e);
    }
  }

  private ProducerRecord<String, SpecificRecord> record(SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    return new ProducerRecord<>(names.of(topic), partition, topic.keyOf(value), value);
  }
}
