package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.ddi.AckLog;
import dev.drydock.messages.DeviceAck;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes acks to the log, in the order in which a device sent them, and is told of the decisions on
 * fetches. Thread-safe.
 */
public final class AckWriter implements AckLog {

  private final Producer<String, SpecificRecord> producer;
  private final String topic;
  private final DecisionFollower decisions;
  private final PendingAcks pendingAcks;
  private final Duration decisionWait;

  /**
   * Writes with a producer, which stays open.
   *
   * @param producer waits for all replicas, and keeps the order of a partition's records
   * @param topic name of the installation's {@code device-acks}
   * @param pendingAcks is told which acks docks are still to apply
   * @param decisionWait how long a fetch waits for its decision
   */
  public AckWriter(
      Producer<String, SpecificRecord> producer,
      String topic,
      DecisionFollower decisions,
      PendingAcks pendingAcks,
      Duration decisionWait) {
    this.producer = producer;
    this.topic = topic;
    this.decisions = decisions;
    this.pendingAcks = pendingAcks;
    this.decisionWait = decisionWait;
  }

  @Override
  public CompletableFuture<Void> write(DeviceAck ack) {
    return send(ack, null);
  }

  @Override
  public CompletableFuture<Boolean> fetch(DeviceAck fetched) {
    CompletableFuture<Boolean> decision = new CompletableFuture<>();
    String address = decisions.fetches().open(decision);
    decision.orTimeout(decisionWait.toMillis(), TimeUnit.MILLISECONDS);
    send(fetched, address)
        .whenComplete(
            (durable, failure) -> {
              if (failure != null) {
                decision.completeExceptionally(failure);
              }
            });
    return decision;
  }

  private CompletableFuture<Void> send(DeviceAck ack, @Nullable String replyTo) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    Optional<PendingAcks.PendingAck> pending = pendingAcks.begun(ack);
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(topic, Topic.DEVICE_ACKS.keyOf(ack), ack);
    if (replyTo != null) {
      MessageHeaders.set(record.headers(), MessageHeaders.REPLY_TO, replyTo);
    }
    try {
      producer.send(
          record,
          (place, failure) -> {
            if (failure == null) {
              pending.ifPresent(one -> pendingAcks.written(one, place.partition(), place.offset()));
              durable.complete(null);
            } else {
              pending.ifPresent(pendingAcks::notWritten);
              durable.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      // no memory is left for it, or a registry that is away was asked for its schema
      pending.ifPresent(pendingAcks::notWritten);
      durable.completeExceptionally(e);
    }
    return durable;
  }
}
