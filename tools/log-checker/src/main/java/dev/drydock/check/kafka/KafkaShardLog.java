package dev.drydock.check.kafka;

import dev.drydock.check.rules.Ack;
import dev.drydock.check.rules.Command;
import dev.drydock.check.rules.Decision;
import dev.drydock.check.rules.LogBounds;
import dev.drydock.check.rules.ShardLog;
import dev.drydock.check.rules.StatusEntry;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.Topic;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

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
  public LogBounds bounds(Topic topic) {
    return log.bounds(topic, partition);
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
            to.accept(StatusEntry.Changed.of(offset, (OperationStatus) message.value()));
          }
        });
  }

  @Override
  public void readDispatches(Consumer<? super Decision> to) {
    readMessages(
        Topic.DISPATCH_EVENTS,
        (offset, message) -> to.accept(new Decision(offset, (DispatchEvent) message)));
  }

  @Override
  public void readAcks(Consumer<? super Ack> to) {
    readMessages(
        Topic.DEVICE_ACKS, (offset, message) -> to.accept(new Ack(offset, (DeviceAck) message)));
  }

  @Override
  public void readCommands(Consumer<? super Command> to) {
    readMessages(
        Topic.UPDATE_COMMANDS,
        (offset, message) -> {
          UpdateCommand command = (UpdateCommand) message;
          if (Command.isOfOperation(command)) {
            to.accept(new Command(offset, command));
          }
        });
  }

  private void readMessages(Topic topic, BiConsumer<Long, SpecificRecord> to) {
    log.read(
        topic,
        partition,
        (offset, timestampMs, reading) -> {
          if (reading instanceof Reading.Message message) {
            to.accept(offset, message.value());
          }
        });
  }
}
