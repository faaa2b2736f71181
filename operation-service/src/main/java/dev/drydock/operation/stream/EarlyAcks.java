package dev.drydock.operation.stream;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.operation.state.ParkedAck;
import dev.drydock.operation.state.ParkedAcks;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.SchemaHistory;
import dev.drydock.schemas.Topic;
import dev.drydock.stream.AvroStateSerde;
import dev.drydock.stream.Inbound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Acks that came before what they answer: nothing orders the topics among each other, so a device's
 * word can come before the dock's, be that the admission of the operation or the request to stop.
 * Each waits as it came, so that its cause, and its dead letter, are exact.
 */
final class EarlyAcks {

  /** How many acks of one operation wait. */
  static final int MAX_ACKS = 100;

  /** How much they may weigh: the store's changelog takes no record over Kafka's 1 MiB. */
  static final int MAX_BYTES = 512 << 10;

  /** Acks as this build and those before it kept them: they outlive a change of the schema. */
  static final AvroStateSerde<DeviceAck> ACKS =
      new AvroStateSerde<>(DeviceAck.class, SchemaHistory.of(Topic.DEVICE_ACKS));

  private final KeyValueStore<String, ParkedAcks> store;
  private final DeadlineIndex index;
  private final Duration grace;

  EarlyAcks(KeyValueStore<String, ParkedAcks> store, DeadlineIndex index, Duration grace) {
    this.store = store;
    this.index = index;
    this.grace = grace;
  }

  /**
   * Lets an ack wait. When too many wait for that operation already, reports of progress give way
   * to a device's final report, the oldest first.
   *
   * @return the acks that cannot wait, or not any longer
   */
  List<Inbound> park(String operationId, Inbound ack, Instant now) {
    ParkedAcks waiting = store.get(operationId);
    List<ParkedAck> acks = waiting == null ? new ArrayList<>() : new ArrayList<>(waiting.getAcks());
    acks.add(parked(ack));
    List<ParkedAck> shed = isProgress(ack) ? List.of() : shed(acks);
    acks.removeAll(shed);
    if (isTooMuch(acks)) {
      return List.of(ack);
    }
    Instant until =
        waiting == null ? Instant.ofEpochMilli(now.plus(grace).toEpochMilli()) : waiting.getUntil();
    if (waiting == null) {
      index.add(entry(until, operationId));
    }
    store.put(operationId, new ParkedAcks(until, acks));
    return shed.stream().map(EarlyAcks::inbound).toList();
  }

  private static List<ParkedAck> shed(List<ParkedAck> acks) {
    List<ParkedAck> left = new ArrayList<>(acks);
    List<ParkedAck> shed = new ArrayList<>();
    for (ParkedAck ack : acks) {
      if (!isTooMuch(left)) {
        break;
      }
      if (isProgress(inbound(ack))) {
        left.remove(ack);
        shed.add(ack);
      }
    }
    return shed;
  }

  private static boolean isTooMuch(List<ParkedAck> acks) {
    return acks.size() > MAX_ACKS || acks.stream().mapToInt(EarlyAcks::weight).sum() > MAX_BYTES;
  }

  private static boolean isProgress(Inbound ack) {
    return ((DeviceAck) ack.value()).getKind().equals(DeviceAckKind.PROGRESS);
  }

  /** Returns what waits for an operation, in the order in which it came, and forgets it. */
  List<Inbound> take(String operationId) {
    ParkedAcks waiting = store.get(operationId);
    if (waiting == null) {
      return List.of();
    }
    index.remove(entry(waiting.getUntil(), operationId));
    store.delete(operationId);
    return waiting.getAcks().stream().map(EarlyAcks::inbound).toList();
  }

  private static DeadlineIndex.Entry entry(Instant until, String operationId) {
    return new DeadlineIndex.Entry(until, DeadlineIndex.Subject.EARLY_ACKS, operationId);
  }

  private static int weight(ParkedAck ack) {
    return ack.getKey().remaining()
        + ack.getValue().remaining()
        + ack.getAck().remaining()
        + (ack.getTraceparent() == null ? 0 : ack.getTraceparent().length());
  }

  private static ParkedAck parked(Inbound inbound) {
    RawRecord raw = inbound.raw();
    return new ParkedAck(
        raw.topic(),
        raw.partition(),
        raw.offset(),
        raw.timestampMs(),
        MessageHeaders.traceparent(inbound.headers()),
        ByteBuffer.wrap(raw.key()),
        ByteBuffer.wrap(raw.value()),
        ByteBuffer.wrap(ACKS.serializer().serialize(raw.topic(), (DeviceAck) inbound.value())));
  }

  private static Inbound inbound(ParkedAck parked) {
    byte[] key = bytes(parked.getKey());
    RawRecord raw =
        new RawRecord(
            parked.getTopicName(),
            parked.getPartition(),
            parked.getOffset(),
            parked.getTimestampMs(),
            key,
            bytes(parked.getValue()));
    return new Inbound(
        Topic.DEVICE_ACKS,
        new String(key, StandardCharsets.UTF_8),
        ACKS.deserializer().deserialize(parked.getTopicName(), bytes(parked.getAck())),
        raw,
        headers(parked.getTraceparent()));
  }

  private static RecordHeaders headers(@Nullable String traceparent) {
    RecordHeaders headers = new RecordHeaders();
    if (traceparent != null) {
      MessageHeaders.set(headers, MessageHeaders.TRACEPARENT, traceparent);
    }
    return headers;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
