package dev.drydock.gateway.bed;

import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.RefusalReason;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's commands and decides them as a test tells it to, in real transactions. */
public final class ScriptedDispatcher implements AutoCloseable {

  private final TopicNames names = new TopicNames("");
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final RecordReader reader;
  private final Thread thread;

  private ScriptedDispatcher(String bootstrapServers, String registryUrl, int partitions) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    MessageSerializer serializer = new MessageSerializer();
    serializer.configure(Map.of("schema.registry.url", registryUrl), false);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                UUID.randomUUID().toString()),
            new StringSerializer(),
            serializer);
    this.reader =
        new RecordReader(names, "test", partitions, Map.of("schema.registry.url", registryUrl));
    this.thread = new Thread(() -> run(partitions), "scripted-dispatcher");
  }

  /** What becomes of a device's command. */
  public interface Script {

    /** Decides by way of the desk, or not at all. */
    void take(Taken command, Desk desk);
  }

  /**
   * A command as it stood on the topic.
   *
   * @param command the value
   * @param record the record
   */
  public record Taken(UpdateCommand command, ConsumerRecord<byte[], byte[]> record) {

    public RequestUpdate update() {
      return command.getRequestUpdate();
    }

    public String header(String name) {
      return String.valueOf(MessageHeaders.text(record.headers(), name));
    }
  }

  /** Writes decisions. */
  public final class Desk {

    public void admit(Taken taken) {
      decide(taken, admitted(taken));
    }

    public void conflict(Taken taken, String holderId, Instant admittedAt) {
      decide(
          taken,
          requested(taken, DispatchEventKind.UPDATE_CONFLICTED)
              .setHolderOperationId(holderId)
              .setHolderAdmittedAt(admittedAt));
    }

    public void refuse(Taken taken) {
      refuse(taken, RefusalReason.DEVICE_UNKNOWN);
    }

    public void refuse(Taken taken, String reason) {
      decide(taken, requested(taken, DispatchEventKind.UPDATE_REFUSED).setReason(reason));
    }

    /** Admits a request that is based on the version that the device runs, and refuses another. */
    public void admitIfRuns(Taken taken, @Nullable String version) {
      String assumed = taken.update().getAssumedVersion();
      if (assumed == null || assumed.equals(version == null ? "" : version)) {
        admit(taken);
      } else {
        decide(
            taken,
            requested(taken, DispatchEventKind.UPDATE_REFUSED)
                .setReason(RefusalReason.INSTALLED_VERSION_DIFFERS)
                .setInstalledVersion(version));
      }
    }

    /** Decides that the device runs what is requested. */
    public void skip(Taken taken) {
      decide(taken, requested(taken, DispatchEventKind.UPDATE_SKIPPED));
    }

    public void requestAttributes(Taken taken) {
      decide(taken, event(taken, DispatchEventKind.ATTRIBUTES_REQUESTED));
    }

    public void refuseAttributesRequest(Taken taken) {
      decide(
          taken,
          event(taken, DispatchEventKind.ATTRIBUTES_REQUEST_REFUSED)
              .setReason(RefusalReason.DEVICE_UNKNOWN));
    }

    /** Decides that a request came again. */
    public void repeat(Taken taken, String operationId) {
      decide(taken, event(taken, DispatchEventKind.ADMISSION_REPEATED).setOperationId(operationId));
    }

    public void retire(Taken taken) {
      decide(taken, event(taken, DispatchEventKind.DEVICE_RETIRED));
    }

    /** Decides that a device is neither registered, edited nor retired. */
    public void refuseEdit(Taken taken, String reason) {
      decide(taken, event(taken, DispatchEventKind.EDIT_REFUSED).setReason(reason));
    }

    public void refuseRetirement(
        Taken taken, @Nullable String holderOperationId, @Nullable Instant holderAdmittedAt) {
      String reason =
          holderOperationId == null ? RefusalReason.DEVICE_UNKNOWN : RefusalReason.DEVICE_HELD;
      decide(
          taken,
          event(taken, DispatchEventKind.RETIREMENT_REFUSED)
              .setReason(reason)
              .setHolderOperationId(holderOperationId)
              .setHolderAdmittedAt(holderAdmittedAt));
    }

    public void register(Taken taken, boolean created, int revision) {
      decide(
          taken,
          event(taken, DispatchEventKind.DEVICE_REGISTERED)
              .setAt(Views.REGISTERED_AT)
              .setCreated(created)
              .setDeviceRevision(revision));
    }

    public void requestCancel(Taken taken) {
      decide(taken, cancel(taken, DispatchEventKind.CANCEL_REQUESTED));
    }

    public void withdraw(Taken taken) {
      decide(
          taken,
          cancel(taken, DispatchEventKind.UPDATE_WITHDRAWN)
              .setForced(taken.command().getCancelOperation().getForce()));
    }

    public void refuseCancel(Taken taken) {
      decide(taken, cancel(taken, DispatchEventKind.CANCEL_REFUSED));
    }

    /** Writes an admission in a transaction that is then aborted. */
    public void admitAndAbort(Taken taken) {
      producer.beginTransaction();
      send(taken, admitted(taken).build());
      producer.flush();
      producer.abortTransaction();
    }

    private DispatchEvent.Builder admitted(Taken taken) {
      Deadlines deadlines = taken.update().getDeadlines();
      return requested(taken, DispatchEventKind.UPDATE_ADMITTED)
          .setDeliveryDeadlineMs(deadlines.getDeliveryMs())
          .setStartDeadlineMs(deadlines.getStartMs())
          .setProgressDeadlineMs(deadlines.getProgressMs())
          .setCancelDeadlineMs(deadlines.getCancelMs())
          .setDeploymentNumber(1);
    }

    private DispatchEvent.Builder requested(Taken taken, String kind) {
      RequestUpdate update = taken.update();
      return event(taken, kind)
          .setOperationId(update.getOperationId())
          .setSoftwareType(update.getSoftwareType())
          .setSoftwareVersion(update.getSoftwareVersion())
          .setRequestedAt(taken.command().getRequestedAt());
    }

    private DispatchEvent.Builder cancel(Taken taken, String kind) {
      return event(taken, kind)
          .setOperationId(taken.command().getCancelOperation().getOperationId())
          .setRequestedAt(taken.command().getRequestedAt());
    }

    private void decide(Taken taken, DispatchEvent.Builder event) {
      producer.beginTransaction();
      send(taken, event.build());
      producer.commitTransaction();
    }

    private void send(Taken taken, DispatchEvent event) {
      ProducerRecord<String, SpecificRecord> record =
          new ProducerRecord<>(
              names.of(Topic.DISPATCH_EVENTS), Topic.DISPATCH_EVENTS.keyOf(event), event);
      MessageHeaders.set(
          record.headers(), MessageHeaders.REPLY_TO, taken.header(MessageHeaders.REPLY_TO));
      producer.send(record);
    }

    private DispatchEvent.Builder event(Taken taken, String kind) {
      UpdateCommand command = taken.command();
      return DispatchEvent.newBuilder()
          .setKind(kind)
          .setDeviceKey(command.getTenantId() + '/' + command.getDeviceId())
          .setTenantId(command.getTenantId())
          .setDeviceId(command.getDeviceId())
          .setAt(Instant.ofEpochMilli(taken.record().timestamp()))
          .setCauseTopic(Topic.UPDATE_COMMANDS.baseName())
          .setCausePartition(taken.record().partition())
          .setCauseOffset(taken.record().offset());
    }
  }

  public static ScriptedDispatcher start(
      String bootstrapServers, String registryUrl, int partitions) {
    ScriptedDispatcher dispatcher =
        new ScriptedDispatcher(bootstrapServers, registryUrl, partitions);
    dispatcher.producer.initTransactions();
    dispatcher.thread.start();
    return dispatcher;
  }

  /** Says what becomes of the commands for a device; without a script nothing does. */
  public void script(String deviceId, Script script) {
    scripts.put(deviceId, script);
  }

  /** Returns the commands for a device, in their order. */
  public List<Taken> taken(String deviceId) {
    return taken.stream().filter(t -> t.command().getDeviceId().equals(deviceId)).toList();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ZERO);
    reader.close();
  }

  private void run(int partitions) {
    Desk desk = new Desk();
    try (consumer) {
      consumer.assign(
          java.util.stream.IntStream.range(0, partitions)
              .mapToObj(p -> new TopicPartition(names.of(Topic.UPDATE_COMMANDS), p))
              .toList());
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          Reading.Message message = (Reading.Message) reader.read(RawRecord.of(record));
          Taken command = new Taken((UpdateCommand) message.value(), record);
          taken.add(command);
          Script script = scripts.get(command.command().getDeviceId());
          if (script != null) {
            script.take(command, desk);
          }
        }
      }
    } catch (WakeupException e) {
      // the test is over
    }
  }
}
