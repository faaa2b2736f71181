package dev.drydock.stream;

import dev.drydock.messages.DeadLetter;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What a shard can reach: its stores, its output and its clock. */
public final class ShardContext {

  private final ProcessorContext<String, Outbound> context;
  private final String stage;
  private final ReadProgress.@Nullable OfShard progress;
  private final HandledInputs handled;

  /** Without progress, all inputs count as read. */
  ShardContext(
      ProcessorContext<String, Outbound> context,
      String stage,
      ReadProgress.@Nullable OfShard progress,
      HandledInputs handled) {
    this.context = context;
    this.stage = stage;
    this.progress = progress;
    this.handled = handled;
  }

  /** Returns a store that the factory named. */
  public <S extends StateStore> S store(String name) {
    return context.getStateStore(name);
  }

  /** Returns the partition that the shard has. */
  public int partition() {
    return context.taskId().partition();
  }

  /**
   * Calls back every so often, between records, with the time as far as the inputs have been read:
   * after an outage, what was written before a moment is handled before that moment comes. Does not
   * call while it is not known how far they have been read.
   *
   * @param interval 1 ms or more
   */
  public void schedule(Duration interval, Consumer<Instant> onTick) {
    context.schedule(
        interval,
        PunctuationType.WALL_CLOCK_TIME,
        timestampMs ->
            readUpTo(Instant.ofEpochMilli(timestampMs))
                .ifPresent(upTo -> handled.act(() -> onTick.accept(upTo))));
  }

  /**
   * Tells whether all that was written to the other inputs before a time has been handled. Inputs
   * are not merged by time: a record may be handled before an earlier one of another topic.
   *
   * @param inbound a record that is being handled
   */
  public boolean othersAreReadUpTo(Inbound inbound, Instant time) {
    return progress == null
        || progress
            .upToWithout(inbound.raw().topic())
            .filter(upTo -> !upTo.isBefore(time))
            .isPresent();
  }

  /**
   * Writes a record to the topic of its type.
   *
   * @param at the record's timestamp
   * @param causeHeaders headers of the record that caused it, of which the trace context is kept
   */
  public void write(SpecificRecord value, Instant at, Headers causeHeaders) {
    RecordHeaders headers = new RecordHeaders();
    copyTrace(causeHeaders, headers);
    forward(value, at, headers);
  }

  /** Writes a decision: as {@link #write}, and it finds who waits for it. */
  public void answer(SpecificRecord value, Instant at, Headers causeHeaders) {
    RecordHeaders headers = new RecordHeaders();
    copyTrace(causeHeaders, headers);
    String replyTo = MessageHeaders.replyTo(causeHeaders);
    if (replyTo != null) {
      MessageHeaders.set(headers, MessageHeaders.REPLY_TO, replyTo);
    }
    forward(value, at, headers);
  }

  /**
   * Writes that a device is not known any more: a record of its key without a value on {@code
   * devices}.
   *
   * @param at the record's timestamp
   * @param causeHeaders headers of the record that caused it, of which the trace context is kept
   */
  public void forget(DeviceKey device, Instant at, Headers causeHeaders) {
    RecordHeaders headers = new RecordHeaders();
    copyTrace(causeHeaders, headers);
    forward(device.toString(), Outbound.gone(Topic.DEVICES), at, headers);
  }

  /**
   * Writes that an operation's time of retention is over: a record of its id without a value on
   * {@code operation-status}, on the shard's own partition, where its status stands.
   *
   * @param at the record's timestamp
   */
  public void forgetOperation(String operationId, Instant at) {
    forward(
        operationId, Outbound.gone(Topic.OPERATION_STATUS, partition()), at, new RecordHeaders());
  }

  /** Writes a record that cannot be applied to the dead letters. */
  public void giveUp(GivenUp record) {
    giveUp(
        record
            .raw()
            .toDeadLetter(record.topic().baseName(), stage, record.reason(), record.message()));
  }

  /** A letter is of now: dated as its record, retention might remove it at once. */
  void giveUp(DeadLetter letter) {
    forward(letter, Instant.ofEpochMilli(context.currentSystemTimeMs()), new RecordHeaders());
  }

  private void forward(SpecificRecord value, Instant at, Headers headers) {
    Outbound outbound = Outbound.of(value);
    forward(outbound.topic().keyOf(value), outbound, at, headers);
  }

  private void forward(String key, Outbound outbound, Instant at, Headers headers) {
    context.forward(new Record<>(key, outbound, at.toEpochMilli(), headers));
  }

  private Optional<Instant> readUpTo(Instant punctuated) {
    return progress == null ? Optional.of(punctuated) : progress.upTo();
  }

  private static void copyTrace(Headers from, Headers to) {
    String trace = MessageHeaders.traceparent(from);
    if (trace != null) {
      MessageHeaders.set(to, MessageHeaders.TRACEPARENT, trace);
    }
  }
}
