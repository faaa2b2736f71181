package dev.drydock.simulator;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.RegistryUnavailableException;
import dev.drydock.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands for a fleet's devices, read as one member of a consumer group. What is not answered
 * is read again after a restart. Not thread-safe.
 */
final class CommandInbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommandInbox.class);

  private static final Set<String> KINDS = Set.of("installSoftware", "withdrawSoftware");
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration REGISTRY_RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final DeviceSelection selection;
  private final Tally tally;
  private final RecordReader reader;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final OffsetLedger ledger = new OffsetLedger();
  private long nextCommitNanos = System.nanoTime();
  private long holdUntilNanos = System.nanoTime();

  CommandInbox(Cluster cluster, String group, DeviceSelection selection, Tally tally) {
    this.selection = selection;
    this.tally = tally;
    this.reader = cluster.reader("simulated-fleet");
    this.consumer =
        new KafkaConsumer<>(
            settings(cluster, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(cluster.names().of(Topic.DEVICE_COMMANDS)), new Handover());
  }

  private static Map<String, Object> settings(Cluster cluster, String group) {
    return cluster.kafkaSettings(
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            group,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000,
            // how long a fleet that was killed keeps its partitions from the next one
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            10_000));
  }

  /**
   * Waits for commands.
   *
   * @param hungry whether there is room for more; otherwise none are given
   */
  List<ReceivedCommand> poll(Duration wait, boolean hungry) {
    if (hungry && System.nanoTime() - holdUntilNanos >= 0) {
      consumer.resume(consumer.paused());
    } else {
      consumer.pause(consumer.assignment());
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
    List<ReceivedCommand> commands = new ArrayList<>(records.count());
    for (TopicPartition partition : records.partitions()) {
      read(partition, records.records(partition), commands);
    }
    return commands;
  }

  /** Tells whether the fleet has its share of the partitions. */
  boolean isJoined() {
    return !consumer.assignment().isEmpty();
  }

  /** Notes that all acks of a command are durable. */
  void answered(ReceivedCommand command) {
    ledger.close(command.partition(), command.offset());
  }

  /** Returns how many commands have acks that are not durable. */
  int openCount() {
    return ledger.openCount();
  }

  /** Commits what is answered, if that is due again. */
  void commitNowAndThen() {
    long now = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = ledger.committable();
    if (now - nextCommitNanos < 0 || offsets.isEmpty()) {
      return;
    }
    nextCommitNanos = now + COMMIT_INTERVAL.toNanos();
    // The callback runs in poll, in this thread. A commit that failed is covered by the next.
    consumer.commitAsync(
        offsets,
        (done, failure) -> {
          if (failure == null) {
            ledger.committed(done);
          }
        });
  }

  /** Commits what is answered and leaves the group. */
  @Override
  public void close() {
    commit();
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    reader.close();
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = ledger.committable();
    try {
      consumer.commitSync(offsets, CLOSE_TIMEOUT);
      ledger.committed(offsets);
    } catch (KafkaException e) {
      // The commands are read and answered again, which changes nothing for the operations.
      LOG.atInfo().addKeyValue("offsets", offsets).log("Not committed: {}", e.getMessage());
    }
  }

  private void read(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      List<ReceivedCommand> commands) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        read(partition, record, commands);
      } catch (RegistryUnavailableException e) {
        LOG.atWarn().addKeyValue("topic", partition.topic()).log(e.getMessage());
        consumer.seek(partition, record.offset());
        holdUntilNanos = System.nanoTime() + REGISTRY_RETRY.toNanos();
        return;
      }
    }
  }

  private void read(
      TopicPartition partition,
      ConsumerRecord<byte[], byte[]> record,
      List<ReceivedCommand> commands) {
    if (!isForFleet(record)) {
      tally.skipped();
      ledger.pass(partition, record.offset());
      return;
    }
    Reading reading = reader.read(RawRecord.of(record));
    if (!(reading instanceof Reading.Message message)) {
      tally.unreadable();
      ledger.pass(partition, record.offset());
      return;
    }
    var command = (DeviceCommand) message.value();
    ReceivedCommand.Kind kind = kind(command);
    if (kind == null) {
      tally.skipped();
      ledger.pass(partition, record.offset());
      return;
    }
    ledger.open(partition, record.offset());
    commands.add(
        new ReceivedCommand(
            partition,
            record.offset(),
            command.getTenantId(),
            command.getDeviceId(),
            command.getOperationId(),
            kind,
            MessageHeaders.text(record.headers(), MessageHeaders.TRACEPARENT)));
  }

  private static ReceivedCommand.@Nullable Kind kind(DeviceCommand command) {
    if (command.getInstallSoftware() != null) {
      return ReceivedCommand.Kind.INSTALL;
    }
    if (command.getWithdrawSoftware() != null) {
      return command.getWithdrawSoftware().getForced()
          ? ReceivedCommand.Kind.WITHDRAW_FORCED
          : ReceivedCommand.Kind.WITHDRAW;
    }
    return null;
  }

  private boolean isForFleet(ConsumerRecord<byte[], byte[]> record) {
    String kind = MessageHeaders.text(record.headers(), MessageHeaders.KIND);
    return (kind == null || KINDS.contains(kind))
        && record.key() != null
        && selection.includes(new String(record.key(), StandardCharsets.UTF_8));
  }

  /** Gives partitions over to another member of the group. */
  private final class Handover implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit();
      partitions.forEach(ledger::forget);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(ledger::forget);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.atDebug().addKeyValue("partitions", partitions).log("Assigned");
    }
  }
}
