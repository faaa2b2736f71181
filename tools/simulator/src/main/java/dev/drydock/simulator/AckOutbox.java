package dev.drydock.simulator;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The acks that a fleet is going to write, by their times. One thread uses it; the producer's
 * thread only says which acks are durable.
 */
final class AckOutbox implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final String topic;
  private final Tally tally;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::sequence));
  private final Map<String, Answer> installing = new HashMap<>();
  private final Queue<Answer> durable = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long sequence;

  AckOutbox(Cluster cluster, Tally tally) {
    this.topic = cluster.names().of(Topic.DEVICE_ACKS);
    this.tally = tally;
    var serializer = new MessageSerializer();
    serializer.configure(cluster.registrySettings(), false);
    this.producer = new KafkaProducer<>(settings(cluster), new StringSerializer(), serializer);
  }

  private static Map<String, Object> settings(Cluster cluster) {
    return cluster.kafkaSettings(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            1,
            // A broker that is away is waited for: a device's word is never dropped.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE));
  }

  /**
   * Takes over what a device is going to say to a command. Times count from {@code nowNanos}
   * ({@link System#nanoTime}).
   */
  void add(ReceivedCommand command, List<PlannedAck> acks, long nowNanos) {
    var answer = new Answer(command, acks.size());
    if (command.kind() == ReceivedCommand.Kind.INSTALL) {
      installing.put(command.operationId(), answer);
    }
    if (answer.isComplete()) {
      durable.add(answer);
    }
    for (PlannedAck ack : acks) {
      waiting.add(new Due(nowNanos + ack.afterNanos(), sequence++, ack, answer));
    }
  }

  /** Tells whether a device has more to say of an operation, and has not said its end. */
  boolean isAtWork(String operationId) {
    Answer answer = installing.get(operationId);
    return answer != null && answer.isAtWork();
  }

  /** Leaves out what a device that is at work had still to say of an operation. */
  void stop(String operationId) {
    Answer answer = Objects.requireNonNull(installing.get(operationId), "it is at work");
    answer.stop();
    if (answer.isComplete()) {
      durable.add(answer);
    }
  }

  /** Writes that a device is there. */
  void greet(DeviceKey device) {
    write(
        DeviceAck.newBuilder()
            .setTenantId(device.tenantId())
            .setDeviceId(device.deviceId())
            .setOperationId("")
            .setKind(DeviceAckKind.HELLO)
            .setAt(now())
            .setAttributes(Map.of("simulated", "true"))
            .build(),
        null,
        refusal -> {
          if (refusal != null) {
            failure.compareAndSet(null, refusal);
          }
        });
    tally.hello();
  }

  /** Hands to the producer what is due. */
  void sendDue(long nowNanos) {
    for (Due next = waiting.peek();
        next != null && next.atNanos() - nowNanos <= 0;
        next = waiting.peek()) {
      waiting.remove();
      if (!next.answer().isStopped()) {
        send(next);
      }
    }
  }

  /**
   * Returns the time to the next ack that is due; negative when it is late, {@code most} at most.
   */
  long nanosToNext(long nowNanos, long most) {
    Due next = waiting.peek();
    return next == null ? most : Math.min(most, next.atNanos() - nowNanos);
  }

  /**
   * Passes on the commands whose acks have all become durable.
   *
   * @throws CommandFailure when Kafka has refused an ack
   */
  void drainAnswered(Consumer<ReceivedCommand> answered) {
    Exception refusal = failure.get();
    if (refusal != null) {
      throw new CommandFailure(
          "Expected Kafka to take the devices' acks, but it says: " + refusal.getMessage(),
          refusal);
    }
    for (Answer answer = durable.poll(); answer != null; answer = durable.poll()) {
      if (!answer.isComplete()) {
        answer.durable();
        tally.durableAck();
      }
      if (answer.isComplete()) {
        installing.remove(answer.command().operationId(), answer);
        answered.accept(answer.command());
      }
    }
  }

  /** Waits until what was handed to the producer is durable. */
  void flush() {
    producer.flush();
  }

  /** Drops what is not handed to the producer yet. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private void send(Due due) {
    Answer answer = due.answer();
    answer.sent(due.ack());
    write(
        ack(answer.command(), due.ack()),
        answer.command().traceparent(),
        refusal -> sent(answer, refusal));
  }

  private void write(
      DeviceAck ack, @Nullable String traceparent, Consumer<@Nullable Exception> done) {
    var out = new ProducerRecord<String, SpecificRecord>(topic, Topic.DEVICE_ACKS.keyOf(ack), ack);
    if (traceparent != null) {
      MessageHeaders.set(out.headers(), MessageHeaders.TRACEPARENT, traceparent);
    }
    try {
      producer.send(out, (metadata, refusal) -> done.accept(refusal));
    } catch (KafkaException e) {
      throw new CommandFailure(
          "Expected to write the devices' acks, but: "
              + e.getMessage()
              + "; `drydock topics` registers their schema",
          e);
    }
  }

  private void sent(Answer answer, @Nullable Exception refusal) {
    if (refusal == null) {
      durable.add(answer);
    } else {
      failure.compareAndSet(null, refusal);
    }
  }

  private static DeviceAck ack(ReceivedCommand command, PlannedAck planned) {
    return DeviceAck.newBuilder()
        .setTenantId(command.tenantId())
        .setDeviceId(command.deviceId())
        .setOperationId(command.operationId())
        .setKind(planned.kind())
        .setAt(now())
        .setActivity(planned.activity())
        .setProgress(planned.progress())
        .setMessage(planned.message())
        .setLogLines(planned.logLines())
        .build();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private record Due(long atNanos, long sequence, PlannedAck ack, Answer answer) {}
}
