package dev.drydock.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Names a device over all tenants, and finds its shard of the fleet.
 *
 * @param tenantId see {@link #isId}
 * @param deviceId the same
 */
public record DeviceKey(String tenantId, String deviceId) {

  /** The longest tenant or device id, in UTF-16 units. */
  public static final int MAX_ID_LENGTH = 128;

  /** What {@link #isId} asks for, in words for callers and devices. */
  public static final String ID_RULE =
      "1 to "
          + MAX_ID_LENGTH
          + " characters without slash, control characters and blanks at its ends, and other than"
          + " '.' and '..'";

  /** What decoders put where a text is no UTF-8: two such ids would be taken for the same. */
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

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

  /**
   * Tells whether a text may stand as a tenant's, device's or operation's id: {@value #ID_RULE}.
   *
   * <p>The rule is what a segment of a URL's path can carry through clients, proxies and servers:
   * they resolve dots, also encoded ones, and cut blanks at the ends.
   */
  public static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID_LENGTH
        && !isBlank(id.codePointAt(0))
        && !isBlank(id.codePointBefore(id.length()))
        && !id.equals(".")
        && !id.equals("..")
        && id.codePoints().allMatch(DeviceKey::isAllowed);
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
          "Expected a " + what + " of " + ID_RULE + ", but it is \"" + id + '"');
    }
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private static boolean isAllowed(int character) {
    return character != '/'
        && character != REPLACEMENT_CHARACTER
        && !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }
}
