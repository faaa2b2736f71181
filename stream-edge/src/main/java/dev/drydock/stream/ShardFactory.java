package dev.drydock.stream;

import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes a service's shards, and names the stores they need. */
public interface ShardFactory {

  /** Returns the stores of each shard. */
  Set<StoreBuilder<?>> stores();

  /** Makes the shard of one partition; its stores are open. */
  Shard create(ShardContext context);
}
