package dev.drydock.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Names a device over all tenants, and finds its shard of the fleet.
 *
 * @param tenantId 1 to 128 characters, no slash, no control characters
 * @param deviceId the same
 */
public record DeviceKey(String tenantId, String deviceId) {

  /** The longest tenant or device id, in UTF-16 units. */
  public static final int MAX_ID_LENGTH = 128;

  /** Checks both ids; throws {@link IllegalArgumentException}. */
  public DeviceKey {
    requireId("tenant id", tenantId);
    requireId("device id", deviceId);
  }

  /** Reads {@code tenantId/deviceId}; throws {@link IllegalArgumentException}. */
  public static DeviceKey parse(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "Expected a device key of the form tenantId/deviceId, but it is \"" + key + '"');
    }
    return new DeviceKey(key.substring(0, slash), key.substring(slash + 1));
  }

  /** Tells whether a text may stand as a tenant's or device's id. */
  public static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID_LENGTH
        && id.chars().noneMatch(c -> c == '/' || Character.isISOControl(c));
  }

  /** Tells whether a text is a device key: two ids with a slash between. */
  public static boolean isKey(String key) {
    int slash = key.indexOf('/');
    return slash > 0 && isId(key.substring(0, slash)) && isId(key.substring(slash + 1));
  }

  /**
   * Returns the partition of a record with this key: that of Kafka's default partitioner, so that a
   * bridge with an ordinary producer writes where Drydock reads.
   *
   * @param partitions number of partitions, 1 or more
   */
  public static int partitionOf(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /** Returns the key's text without checking the ids. */
  static String format(String tenantId, String deviceId) {
    return tenantId + '/' + deviceId;
  }

  /** Returns {@code tenantId/deviceId}, the key of the device's records. */
  @Override
  public String toString() {
    return format(tenantId, deviceId);
  }

  private static void requireId(String what, String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "Expected a "
              + what
              + " of 1 to "
              + MAX_ID_LENGTH
              + " characters without slash and control characters, but it is \""
              + id
              + '"');
    }
  }
}
