package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.AvroTrust;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class ShardTopologyTest {

  static {
    AvroTrust.establish();
  }

  @Property
  boolean shouldPutAnOperationsStatusWhereItsDeviceIs(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String device,
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String operation,
      @ForAll @IntRange(min = 1, max = 64) int partitions) {
    int ofStatus =
        ShardTopology.partition(operation, Outbound.of(status(operation, device)), partitions);
    int ofDevice = ShardTopology.partition("t/" + device, Outbound.of(device(device)), partitions);

    assertThat(ofDevice).isEqualTo(DeviceKey.partitionOf("t/" + device, partitions));
    return ofStatus == ofDevice;
  }

  @Property
  void shouldPutATombstoneWhereItsDeviceIs(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String device,
      @ForAll @IntRange(min = 1, max = 64) int partitions) {
    assertThat(ShardTopology.partition("t/" + device, Outbound.gone(Topic.DEVICES), partitions))
        .isEqualTo(ShardTopology.partition("t/" + device, Outbound.of(device(device)), partitions));
  }

  @Property
  void shouldPutAnOperationsTombstoneWhereItsShardSays(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String operation,
      @ForAll @IntRange(max = 63) int partition) {
    Outbound tombstone = Outbound.gone(Topic.OPERATION_STATUS, partition);

    assertThat(ShardTopology.partition(operation, tombstone, 64)).isEqualTo(partition);
  }

  private static OperationStatus status(String operation, String device) {
    return OperationStatus.newBuilder()
        .setOperationId(operation)
        .setTenantId("t")
        .setDeviceId(device)
        .setRevision(1)
        .setState(OperationState.QUEUED)
        .setSoftwareType("firmware")
        .setSoftwareVersion("1")
        .setCreatedAt(Instant.EPOCH)
        .setLastActionAt(Instant.EPOCH)
        .setCausePartition(0)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000)
        .build();
  }

  private static Device device(String device) {
    return Device.newBuilder()
        .setDeviceKey("t/" + device)
        .setTenantId("t")
        .setDeviceId(device)
        .setRevision(1)
        .setDeviceType("teamsRoom")
        .setChannel(DeviceChannel.BRIDGE)
        .setRegisteredAt(Instant.EPOCH)
        .setModifiedAt(Instant.EPOCH)
        .setCausePartition(0)
        .build();
  }
}
