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
 * What devices have answered through this instance and their docks have not heard yet, so that a
 * device which comes again at once is not told the same once more: it would install an update
 * twice. Thread-safe.
 */
public final class PendingAcks {

  private static final long NOT_WRITTEN = Long.MAX_VALUE;
  private static final long NOTHING = -1;
  private static final long ALL_WRITTEN = NOT_WRITTEN - 1;

  private final FleetPartitions partitions;
  private final ConcurrentMap<String, List<DeviceReport>> byDevice = new ConcurrentHashMap<>();
  private final AtomicLongArray heard;

  /** Begins with nothing said and nothing heard. */
  public PendingAcks(FleetPartitions partitions) {
    this.partitions = partitions;
    heard = new AtomicLongArray(partitions.count());
    for (int partition = 0; partition < partitions.count(); partition++) {
      heard.set(partition, NOTHING);
    }
  }

  /**
   * A word on its way to the log. Only the device's own entry, which is locked, touches its place.
   */
  static final class DeviceReport {
    private final String deviceKey;
    private final String operationId;
    private final DeviceAnswer answer;
    private long offset = NOT_WRITTEN;

    private DeviceReport(String deviceKey, String operationId, DeviceAnswer answer) {
      this.deviceKey = deviceKey;
      this.operationId = operationId;
      this.answer = answer;
    }
  }

  /** Notes an ack that is about to be written; nothing where docks do not wait for it. */
  Optional<DeviceReport> said(DeviceAck ack) {
    return DockInputCodec.answer(ack.getKind())
        .map(answer -> new DeviceReport(Topic.DEVICE_ACKS.keyOf(ack), ack.getOperationId(), answer))
        .map(this::add);
  }

  /** Notes where a word stands. Its dock may have heard it before that is known. */
  void written(DeviceReport word, int partition, long offset) {
    byDevice.computeIfPresent(
        word.deviceKey,
        (device, words) -> {
          word.offset = offset;
          return without(words, other -> other.offset <= heard.get(partition));
        });
  }

  /** Notes that a word does not stand on the log, as far as anybody knows. */
  void notWritten(DeviceReport word) {
    byDevice.computeIfPresent(word.deviceKey, (device, words) -> without(words, word::equals));
  }

  /** Notes that a dock has heard its device's words up to a place. */
  void heard(String deviceKey, int partition, long offset) {
    heard.set(partition, offset);
    byDevice.computeIfPresent(
        deviceKey, (device, words) -> without(words, word -> word.offset <= offset));
  }

  /**
   * Notes that a shard has come: it reads all that was written before. What is still on its way to
   * the log may come after that, and stays.
   */
  void came(int partition) {
    heard.set(partition, NOTHING);
    forgetWritten(partition);
  }

  /**
   * Notes that a shard leaves: nobody here is told of its docks any more, nor hears what they hear.
   * What is still on its way to the log stays, since the shard may come again before that, and goes
   * once it is written.
   */
  void left(int partition) {
    heard.set(partition, ALL_WRITTEN);
    forgetWritten(partition);
  }

  /** Returns what a device has said and its dock has not heard, oldest first. */
  List<DeviceReport> of(String deviceKey) {
    if (!byDevice.containsKey(deviceKey)) {
      return List.of();
    }
    List<DeviceReport> said = new ArrayList<>();
    byDevice.computeIfPresent(
        deviceKey,
        (device, words) -> {
          said.addAll(words);
          return words;
        });
    return said;
  }

  /** Returns a dock as it is when it has heard words; to hear one twice changes nothing. */
  static Dock hearing(List<DeviceReport> said, Dock dock) {
    Dock hearing = dock;
    for (DeviceReport word : said) {
      hearing = hearing.answered(word.operationId, word.answer);
    }
    return hearing;
  }

  private void forgetWritten(int partition) {
    for (String device : byDevice.keySet()) {
      if (partitions.of(device) == partition) {
        byDevice.computeIfPresent(
            device, (key, words) -> without(words, word -> word.offset != NOT_WRITTEN));
      }
    }
  }

  private DeviceReport add(DeviceReport word) {
    byDevice.compute(
        word.deviceKey,
        (device, words) -> {
          List<DeviceReport> more = words == null ? new ArrayList<>(1) : words;
          more.add(word);
          return more;
        });
    return word;
  }

  private static @Nullable List<DeviceReport> without(
      List<DeviceReport> words, Predicate<DeviceReport> over) {
    words.removeIf(over);
    return words.isEmpty() ? null : words;
  }
}
