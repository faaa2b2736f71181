package dev.drydock.stream;

import dev.drydock.schemas.DeviceKey;

/**
 * How many shards the fleet has.
 *
 * @param count the partitions of each topic of the fleet, 1 or more
 */
public record FleetPartitions(int count) {

  /** Returns the shard of a device, by the text of its key. */
  public int of(String deviceKey) {
    return DeviceKey.partitionOf(deviceKey, count);
  }
}
