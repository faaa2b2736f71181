package dev.drydock.check.kafka;

import dev.drydock.check.core.AckEntry;
import dev.drydock.check.core.CommandEntry;
import dev.drydock.check.core.DockEntry;
import dev.drydock.check.core.LogBounds;
import dev.drydock.check.core.LogTopic;
import dev.drydock.check.core.ShardLog;
import dev.drydock.check.core.StatusEntry;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One shard's part of a log on Kafka. */
final class KafkaShardLog implements ShardLog {

  private final KafkaLog log;
  private final int partition;

  KafkaShardLog(KafkaLog log, int partition) {
    this.log = log;
    this.partition = partition;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public LogBounds bounds(LogTopic topic) {
    return log.bounds(Topic.valueOf(topic.name()), partition);
  }

  @Override
  public void readStatuses(Consumer<? super StatusEntry> to) {
    log.read(
        Topic.OPERATION_STATUS,
        partition,
        (offset, timestampMs, reading) -> {
          if (reading instanceof Reading.Tombstone tombstone) {
            to.accept(new StatusEntry.Forgotten(offset, tombstone.key(), timestampMs));
          } else if (reading instanceof Reading.Message message) {
            OperationStatus status = (OperationStatus) message.value();
            String device = new DeviceKey(status.getTenantId(), status.getDeviceId()).toString();
            to.accept(EntryCodec.status(offset, device, status));
          }
        });
  }

  @Override
  public void readDispatches(Consumer<? super DockEntry> to) {
    readMessages(
        Topic.DISPATCH_EVENTS,
        (offset, message) ->
            EntryCodec.dispatch(offset, message.key(), (DispatchEvent) message.value())
                .ifPresent(to));
  }

  @Override
  public void readAcks(Consumer<? super AckEntry> to) {
    readMessages(
        Topic.DEVICE_ACKS,
        (offset, message) ->
            to.accept(EntryCodec.ack(offset, message.key(), (DeviceAck) message.value())));
  }

  @Override
  public void readCommands(Consumer<? super CommandEntry> to) {
    readMessages(
        Topic.UPDATE_COMMANDS,
        (offset, message) ->
            EntryCodec.command(offset, message.key(), (UpdateCommand) message.value())
                .ifPresent(to));
  }

  private void readMessages(Topic topic, BiConsumer<Long, Reading.Message> to) {
    log.read(
        topic,
        partition,
        (offset, timestampMs, reading) -> {
          if (reading instanceof Reading.Message message) {
            to.accept(offset, message);
          }
        });
  }
}
