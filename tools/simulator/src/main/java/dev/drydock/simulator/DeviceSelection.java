package dev.drydock.simulator;

import dev.drydock.schemas.DeviceKey;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a fleet plays. Told by the record key, so that the commands of others need not be
 * decoded.
 *
 * @param tenantId the tenant whose devices are played; null for those of every tenant
 * @param idPrefix what the devices' ids start with; a number from 1 to {@code count} follows
 * @param count how many devices there are; null for every device, whatever its id
 */
public record DeviceSelection(@Nullable String tenantId, String idPrefix, @Nullable Integer count) {

  /** Checks the count; throws {@link IllegalArgumentException}. */
  public DeviceSelection {
    if (count != null && count < 1) {
      throw new IllegalArgumentException(
          "Expected the number of devices to be 1 or more, but it is " + count);
    }
  }

  /** Returns every device of one tenant, or of all when it is null. */
  public static DeviceSelection all(@Nullable String tenantId) {
    return new DeviceSelection(tenantId, "", null);
  }

  /** Returns the id of the fleet's n-th device, counted from 1. */
  public static String id(String idPrefix, int number) {
    return idPrefix + number;
  }

  /** Tells whether the fleet's devices can be listed: they are of one tenant, and numbered. */
  boolean isListed() {
    return tenantId != null && count != null;
  }

  /** Returns the fleet's devices; throws {@link IllegalStateException} when they are not listed. */
  Stream<DeviceKey> list() {
    if (tenantId == null || count == null) {
      throw new IllegalStateException("Expected numbered devices of one tenant, but it is " + this);
    }
    return IntStream.rangeClosed(1, count).mapToObj(n -> new DeviceKey(tenantId, id(idPrefix, n)));
  }

  /** Tells whether the fleet plays the device with this key, {@code tenantId/deviceId}. */
  boolean includes(String deviceKey) {
    int slash = deviceKey.indexOf('/');
    if (slash < 0 || tenantId != null && !Objects.equals(tenantId, deviceKey.substring(0, slash))) {
      return false;
    }
    return count == null || isNumbered(deviceKey.substring(slash + 1), count);
  }

  private boolean isNumbered(String deviceId, int highest) {
    if (!deviceId.startsWith(idPrefix)) {
      return false;
    }
    String digits = deviceId.substring(idPrefix.length());
    try {
      int number = Integer.parseInt(digits);
      // "07" and "+7" name other devices than "7" does
      return number >= 1 && number <= highest && digits.equals(Integer.toString(number));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
