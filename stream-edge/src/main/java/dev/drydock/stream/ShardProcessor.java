package dev.drydock.stream;

import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Reads each record, and hands it to the shard or to the dead letters. */
final class ShardProcessor implements Processor<byte[], byte[], String, Outbound> {

  private final ShardFactory factory;
  private final Supplier<RecordReader> readers;
  private final String stage;
  private final SkippedKinds skipped;

  private @Nullable Running running;

  ShardProcessor(
      ShardFactory factory, Supplier<RecordReader> readers, String stage, SkippedKinds skipped) {
    this.factory = factory;
    this.readers = readers;
    this.stage = stage;
    this.skipped = skipped;
  }

  @Override
  public void init(ProcessorContext<String, Outbound> context) {
    ReadProgress.OfShard progress = progress(context);
    HandledInputs handled = HandledInputs.begin(context);
    ShardContext shardContext = new ShardContext(context, stage, progress, handled);
    running =
        new Running(
            context, shardContext, factory.create(shardContext), readers.get(), handled, progress);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Running now = java.util.Objects.requireNonNull(running, "init comes first");
    RecordMetadata from =
        now.context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("Expected an input record's metadata"));
    now.handled.handle(from, () -> handle(record, from, now));
    if (now.progress != null) {
      now.progress.handled(
          from.topic(), from.offset(), Instant.ofEpochMilli(Math.max(0, record.timestamp())));
    }
  }

  @Override
  public void close() {
    if (running != null) {
      running.handled.end(running.context.taskId().partition());
      running.shard.close();
      running.reader.close();
    }
  }

  private void handle(Record<byte[], byte[]> record, RecordMetadata from, Running now) {
    if (skipped.contains(from.topic(), record.headers())) {
      return;
    }
    RawRecord raw =
        new RawRecord(
            from.topic(),
            from.partition(),
            from.offset(),
            record.timestamp(),
            record.key(),
            record.value());
    Reading reading = now.reader.read(raw);
    if (reading instanceof Reading.Message message) {
      now.shard.handle(
          new Inbound(message.topic(), message.key(), message.value(), raw, record.headers()));
    } else if (reading instanceof Reading.Unreadable unreadable) {
      now.shardContext.giveUp(unreadable.letter());
    }
    // A tombstone tells a stream service nothing: it is written after the operation's end.
  }

  /** Returns nothing where no consumer tells what it fetched: in a test without a broker. */
  private static ReadProgress.@Nullable OfShard progress(ProcessorContext<?, ?> context) {
    return context.appConfigs().get(ReadProgress.CONFIG) instanceof ReadProgress progress
        ? progress.begin(context.taskId().partition())
        : null;
  }

  private record Running(
      ProcessorContext<String, Outbound> context,
      ShardContext shardContext,
      Shard shard,
      RecordReader reader,
      HandledInputs handled,
      ReadProgress.@Nullable OfShard progress) {}
}
