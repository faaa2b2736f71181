package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.messages.DeviceAck;
import dev.drydock.schemas.Topic;
import dev.drydock.stream.FleetPartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Acks that devices sent through this instance and that their docks have not applied yet. A device
 * that polls again at once must not be offered the same update: it would install it twice.
 * Thread-safe.
 */
public final class PendingAcks {

  private static final long NOT_WRITTEN = Long.MAX_VALUE;
  private static final long NOTHING = -1;
  private static final long ALL_WRITTEN = NOT_WRITTEN - 1;

  private final FleetPartitions partitions;
  private final ConcurrentMap<String, List<PendingAck>> byDevice = new ConcurrentHashMap<>();
  private final AtomicLongArray applied;

  /** Begins without acks. */
  public PendingAcks(FleetPartitions partitions) {
    this.partitions = partitions;
    applied = new AtomicLongArray(partitions.count());
    for (int partition = 0; partition < partitions.count(); partition++) {
      applied.set(partition, NOTHING);
    }
  }

  /**
   * An ack on its way to the log. Only the device's own entry, which is locked, touches its place.
   */
  static final class PendingAck {
    private final String deviceKey;
    private final String operationId;
    private final DeviceAnswer answer;
    private long offset = NOT_WRITTEN;

    private PendingAck(String deviceKey, String operationId, DeviceAnswer answer) {
      this.deviceKey = deviceKey;
      this.operationId = operationId;
      this.answer = answer;
    }
  }

  /** Notes an ack that is about to be written; nothing where docks do not wait for it. */
  Optional<PendingAck> begun(DeviceAck ack) {
    return DockInputCodec.answer(ack.getKind())
        .map(answer -> new PendingAck(Topic.DEVICE_ACKS.keyOf(ack), ack.getOperationId(), answer))
        .map(this::add);
  }

  /** Notes where an ack stands. Its dock may have applied it before that is known. */
  void written(PendingAck ack, int partition, long offset) {
    byDevice.computeIfPresent(
        ack.deviceKey,
        (device, acks) -> {
          ack.offset = offset;
          return without(acks, other -> other.offset <= applied.get(partition));
        });
  }

  /** Notes that an ack was not written, as far as is known. */
  void notWritten(PendingAck ack) {
    byDevice.computeIfPresent(ack.deviceKey, (device, acks) -> without(acks, ack::equals));
  }

  /** Notes up to which offset a dock has applied its device's acks. */
  void applied(String deviceKey, int partition, long offset) {
    applied.set(partition, offset);
    byDevice.computeIfPresent(
        deviceKey, (device, acks) -> without(acks, ack -> ack.offset <= offset));
  }

  /**
   * Notes that a shard has come: it reads all that was written before. What is still on its way to
   * the log may come after that, and stays.
   */
  void arrived(int partition) {
    applied.set(partition, NOTHING);
    forgetWritten(partition);
  }

  /**
   * Notes that a shard leaves: this instance answers for its docks no more, and does not see what
   * they apply. What is still on its way to the log stays, since the shard may return before that,
   * and goes once it is written.
   */
  void left(int partition) {
    applied.set(partition, ALL_WRITTEN);
    forgetWritten(partition);
  }

  /** Returns the acks of a device that its dock has not applied, oldest first. */
  List<PendingAck> of(String deviceKey) {
    if (!byDevice.containsKey(deviceKey)) {
      return List.of();
    }
    List<PendingAck> pending = new ArrayList<>();
    byDevice.computeIfPresent(
        deviceKey,
        (device, acks) -> {
          pending.addAll(acks);
          return acks;
        });
    return pending;
  }

  /** Returns a dock as it is with these acks applied; one that is applied twice changes nothing. */
  static Dock apply(List<PendingAck> pending, Dock dock) {
    Dock applied = dock;
    for (PendingAck ack : pending) {
      applied = applied.answered(ack.operationId, ack.answer);
    }
    return applied;
  }

  private void forgetWritten(int partition) {
    for (String device : byDevice.keySet()) {
      if (partitions.of(device) == partition) {
        byDevice.computeIfPresent(
            device, (key, acks) -> without(acks, ack -> ack.offset != NOT_WRITTEN));
      }
    }
  }

  private PendingAck add(PendingAck ack) {
    byDevice.compute(
        ack.deviceKey,
        (device, acks) -> {
          List<PendingAck> more = acks == null ? new ArrayList<>(1) : acks;
          more.add(ack);
          return more;
        });
    return ack;
  }

  private static @Nullable List<PendingAck> without(
      List<PendingAck> acks, Predicate<PendingAck> over) {
    acks.removeIf(over);
    return acks.isEmpty() ? null : acks;
  }
}
