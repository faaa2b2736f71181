package dev.drydock.schemas;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.Release;
import dev.drydock.messages.UpdateCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of topics: each holds records of one type.
 *
 * <p>All fleet topics have the same number of partitions and are partitioned by the device key, so
 * that partition <i>n</i> of each is the same shard of the fleet.
 */
public enum Topic {
  /** What callers ask of a device's dock. */
  UPDATE_COMMANDS(
      UpdateCommand.class,
      Cleanup.DELETE,
      Duration.ofDays(7),
      (UpdateCommand c) -> DeviceKey.format(c.getTenantId(), c.getDeviceId())),
  /** What the docks decided. */
  DISPATCH_EVENTS(
      DispatchEvent.class,
      Cleanup.DELETE,
      Duration.ofDays(30),
      (DispatchEvent e) -> DeviceKey.format(e.getTenantId(), e.getDeviceId())),
  /** What bridges tell their devices. */
  DEVICE_COMMANDS(
      DeviceCommand.class,
      Cleanup.DELETE,
      Duration.ofDays(7),
      (DeviceCommand c) -> DeviceKey.format(c.getTenantId(), c.getDeviceId())),
  /** What devices say. */
  DEVICE_ACKS(
      DeviceAck.class,
      Cleanup.DELETE,
      Duration.ofDays(30),
      (DeviceAck a) -> DeviceKey.format(a.getTenantId(), a.getDeviceId())),
  /** Every operation's state; keyed by operation, partitioned by device. */
  OPERATION_STATUS(
      OperationStatus.class,
      Cleanup.COMPACT,
      Duration.ofDays(1),
      (OperationStatus s) -> s.getOperationId()),
  /** The registered devices. */
  DEVICES(
      Device.class,
      Cleanup.COMPACT,
      Duration.ofDays(30),
      (Device d) -> DeviceKey.format(d.getTenantId(), d.getDeviceId())),
  /** What can be installed. One partition: every gateway reads the whole catalogue. */
  RELEASES(
      Release.class,
      Cleanup.COMPACT,
      Duration.ofDays(30),
      (Release r) -> releaseKey(r.getTenantId(), r.getSoftwareType(), r.getSoftwareVersion())),
  /** Records that a service could not read or apply. */
  DEAD_LETTERS(
      DeadLetter.class, Cleanup.DELETE, Duration.ofDays(30), (DeadLetter l) -> text(l.getKey()));

  /** What becomes of a topic's old records. */
  public enum Cleanup {
    /** Deleted once they are older than the retention. */
    DELETE,
    /** Deleted once a later record has the same key. */
    COMPACT
  }

  private static final Map<Class<?>, Topic> BY_VALUE_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(Topic::valueType, Function.identity()));

  private final String baseName;
  private final Class<? extends SpecificRecord> valueType;
  private final Cleanup cleanup;
  private final Duration retention;
  private final Function<SpecificRecord, String> key;

  <T extends SpecificRecord> Topic(
      Class<T> valueType, Cleanup cleanup, Duration retention, Function<T, String> key) {
    this.baseName = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    this.valueType = valueType;
    this.cleanup = cleanup;
    this.retention = retention;
    this.key = value -> key.apply(valueType.cast(value));
  }

  /** Returns the topic that holds records of a type; throws {@link IllegalArgumentException}. */
  public static Topic of(Class<?> valueType) {
    return Optional.ofNullable(BY_VALUE_TYPE.get(valueType))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected the type of a topic's records, but " + valueType + " is none"));
  }

  /** Returns the key of a release's record. */
  public static String releaseKey(String tenantId, String softwareType, String softwareVersion) {
    return tenantId + '/' + softwareType + '/' + softwareVersion;
  }

  /** Returns the topic's name without an installation's prefix. */
  public String baseName() {
    return baseName;
  }

  /** Returns the type of the topic's records. */
  public Class<? extends SpecificRecord> valueType() {
    return valueType;
  }

  /** Returns the schema with which this build writes the topic's records. */
  public Schema schema() {
    return SpecificData.get().getSchema(valueType);
  }

  /** Returns what becomes of old records. */
  public Cleanup cleanup() {
    return cleanup;
  }

  /**
   * Returns how long records are kept; of a compacted topic, the tombstones: a reader that was away
   * for longer may keep what is gone.
   */
  public Duration retention() {
    return retention;
  }

  /** Tells whether the topic has the fleet's number of partitions; otherwise it has one. */
  public boolean isPartitionedByDevice() {
    return this != RELEASES;
  }

  /** Returns the key under which a record of this topic is written. */
  public String keyOf(SpecificRecord value) {
    return key.apply(value);
  }

  /**
   * Returns the key as the record itself has it among its members, or null where it has none but
   * the parts.
   */
  static @Nullable String keyMember(SpecificRecord value) {
    if (value instanceof DispatchEvent event) {
      return event.getDeviceKey();
    }
    if (value instanceof Device device) {
      return device.getDeviceKey();
    }
    return value instanceof Release release ? release.getReleaseKey() : null;
  }

  private static String text(ByteBuffer bytes) {
    return bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }
}
