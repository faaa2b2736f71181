package dev.drydock.stream;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Which records a shard has handled, and that it handles none twice. */
final class HandledInputs {

  private final InputPositions positions;
  private final @Nullable ThreadClients clients;

  /** Inputs that give what was handled before, and inputs that give what the group left behind. */
  private final Set<TopicPartition> passing = new HashSet<>();

  private final Set<TopicPartition> recovering = new HashSet<>();

  private HandledInputs(InputPositions positions, @Nullable ThreadClients clients) {
    this.positions = positions;
    this.clients = clients;
  }

  /** Begins where the shard's store says; without clients, in a test, wherever records begin. */
  static HandledInputs begin(ProcessorContext<?, ?> context) {
    InputPositions positions = new InputPositions(context.getStateStore(InputPositions.STORE));
    ThreadClients clients =
        context.appConfigs().get(ThreadClients.CONFIG) instanceof ThreadClients threads
            ? threads
            : null;
    if (clients != null) {
      clients.consumer().begin(context.taskId().partition(), positions);
    }
    return new HandledInputs(positions, clients);
  }

  /** Handles a record, unless it was handled before. */
  void handle(RecordMetadata from, Runnable handling) {
    if (positions.isHandled(from.topic(), from.offset())) {
      passOver(from);
      return;
    }
    passing.clear();
    boolean hasEffect = hasEffect(handling);
    if (hasEffect && positions.isClaimedByGroup(from.topic(), from.offset())) {
      recover(from);
    }
    positions.handled(from.topic(), from.offset(), hasEffect);
  }

  /** Does something that no record causes. */
  void act(Runnable action) {
    if (hasEffect(action)) {
      positions.save();
    }
  }

  /** The shard leaves, or begins anew. */
  void end(int partition) {
    if (clients != null) {
      clients.consumer().end(partition);
    }
  }

  /** Whatever changes a store or is written is sent by the thread's producer, at once. */
  private boolean hasEffect(Runnable action) {
    if (clients == null) {
      action.run();
      return true;
    }
    long before = clients.sent();
    action.run();
    return clients.sent() != before;
  }

  /** The consumer goes to the position; this is for what brings it back behind that. */
  private void passOver(RecordMetadata from) {
    if (clients != null && passing.add(input(from))) {
      clients.watch().passOver(input(from), from.offset(), positions.next(from.topic()));
    }
  }

  private void recover(RecordMetadata from) {
    if (clients != null) {
      clients.watch().recovered(input(from), from.offset(), recovering.add(input(from)));
    }
  }

  private static TopicPartition input(RecordMetadata from) {
    return new TopicPartition(from.topic(), from.partition());
  }
}
