package dev.drydock.stream;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a stream thread. It tells the thread what was sent, and begins a transaction only
 * when there is something to write in it: Kafka Streams commits after each look at the timers (ADR
 * 20).
 */
final class OutputProducer extends KafkaProducer<byte[], byte[]> {

  private final ThreadClients clients;
  private final OffsetCommits commits = new OffsetCommits(System::nanoTime);
  private boolean isBegun;
  private boolean hasRecords;
  private @Nullable Runnable onCommit;

  OutputProducer(Map<String, Object> config, ThreadClients clients) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.clients = clients;
  }

  /** Waits for something to write. */
  @Override
  public void beginTransaction() {
    isBegun = false;
    hasRecords = false;
    onCommit = null;
  }

  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    begin();
    hasRecords = true;
    clients.sends();
    return super.send(record, callback);
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    OffsetCommits.Member member = OffsetCommits.Member.of(group);
    if (hasRecords || commits.areDue(offsets, member)) {
      begin();
      super.sendOffsetsToTransaction(offsets, group);
      onCommit = () -> commits.committed(offsets, member);
    }
  }

  private void begin() {
    if (!isBegun) {
      super.beginTransaction();
      isBegun = true;
    }
  }

  @Override
  public void flush() {
    if (isBegun) {
      super.flush();
    }
  }

  @Override
  public void commitTransaction() {
    if (isBegun) {
      super.commitTransaction();
      isBegun = false;
      clients.commits();
    }
    if (onCommit != null) {
      onCommit.run();
    }
  }

  @Override
  public void abortTransaction() {
    if (isBegun) {
      super.abortTransaction();
      isBegun = false;
    }
  }
}
