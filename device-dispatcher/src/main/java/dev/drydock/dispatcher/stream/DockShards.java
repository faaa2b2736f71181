package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.state.DockState;
import dev.drydock.schemas.SchemaHistory;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.AvroStateSerde;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import dev.drydock.stream.ShardFactory;
import dev.drydock.stream.SkippedKinds;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the docks of each partition. */
public final class DockShards implements ShardFactory {

  /** The store of all docks of a partition, by device key. */
  static final String DOCKS = "docks";

  /** Docks as this build and those before it stored them. */
  static final AvroStateSerde<DockState> DOCK_STATES =
      new AvroStateSerde<>(DockState.class, SchemaHistory.of("dock-state"));

  /** Returns what the dock has no use for: what an operation is at before its end. */
  public static SkippedKinds skipped(TopicNames names) {
    return new SkippedKinds(names, Map.of(Topic.OPERATION_STATUS, Set.of("queued", "inProgress")));
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DOCKS), Serdes.String(), DOCK_STATES));
  }

  @Override
  public Shard create(ShardContext context) {
    KeyValueStore<String, DockState> docks = context.store(DOCKS);
    return new DockShard(context, docks);
  }
}
