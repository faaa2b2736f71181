package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.ddi.DockDirectory;
import dev.drydock.dispatcher.ddi.DockPlace;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.FleetPartitions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the docks of this instance, and finds the instances that have the others, through Kafka
 * Streams' own metadata. Thread-safe.
 *
 * <p>What is read may not be committed yet, and may be undone: a device that is told of an update
 * can do no more than fetch it, which is decided in the log (ADR 16).
 */
public final class LocalDocks implements DockDirectory {

  private static final DockPlace MOVING = new DockPlace.Moving();

  private final Supplier<@Nullable KafkaStreams> streams;
  private final FleetPartitions partitions;
  private final CaughtUpShards shards;
  private final PendingAcks pendingAcks;
  private final HostInfo self;
  private final ConcurrentMap<Integer, ReadOnlyKeyValueStore<String, DockState>> docks =
      new ConcurrentHashMap<>();

  /**
   * Reads an instance's stores.
   *
   * @param streams gives null while Kafka Streams has not been started
   * @param pendingAcks which acks docks are still to apply
   * @param self where other instances reach this one, {@code host:port}
   */
  public LocalDocks(
      Supplier<@Nullable KafkaStreams> streams,
      FleetPartitions partitions,
      CaughtUpShards shards,
      PendingAcks pendingAcks,
      String self) {
    this.streams = streams;
    this.partitions = partitions;
    this.shards = shards;
    this.pendingAcks = pendingAcks;
    this.self = HostInfo.buildFromEndpoint(self);
  }

  @Override
  public DockPlace find(DeviceKey device) {
    KafkaStreams running = streams.get();
    if (running == null) {
      return MOVING;
    }
    String key = device.toString();
    int partition = partitions.of(key);
    Dock dock = here(running, key, partition);
    if (dock != null) {
      return new DockPlace.Here(dock);
    }
    return owner(running, key, partition);
  }

  /** Returns nothing while the shard is not here, or has not caught up. */
  private @Nullable Dock here(KafkaStreams running, String key, int partition) {
    if (!shards.contains(partition)) {
      return null;
    }
    try {
      // the acks first: one that is applied in between is in the dock that is read then
      List<PendingAcks.PendingAck> pending = pendingAcks.of(key);
      Dock dock = DockStateCodec.dock(docks(running, partition).get(key));
      // its words go with a shard: what was read while it left may lack them
      return shards.contains(partition) ? PendingAcks.apply(pending, dock) : null;
    } catch (InvalidStateStoreException e) {
      // it has left since, or a rebalance is under way
      docks.remove(partition);
      return null;
    }
  }

  private ReadOnlyKeyValueStore<String, DockState> docks(KafkaStreams running, int partition) {
    return docks.computeIfAbsent(
        partition,
        shard ->
            running.store(
                StoreQueryParameters.fromNameAndType(
                        DockShards.DOCKS, QueryableStoreTypes.<String, DockState>keyValueStore())
                    .withPartition(shard)));
  }

  private DockPlace owner(KafkaStreams running, String key, int partition) {
    StreamPartitioner<String, Object> ours =
        (topic, any, value, count) -> Optional.of(Set.of(partition));
    KeyQueryMetadata found;
    try {
      found = running.queryMetadataForKey(DockShards.DOCKS, key, ours);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // it rebalances, or is being stopped
      return MOVING;
    }
    if (found == null
        || found.equals(KeyQueryMetadata.NOT_AVAILABLE)
        || found.activeHost().equals(HostInfo.unavailable())
        || found.activeHost().equals(self)) {
      return MOVING;
    }
    HostInfo host = found.activeHost();
    return new DockPlace.Elsewhere(URI.create("http://" + host.host() + ':' + host.port()));
  }
}
