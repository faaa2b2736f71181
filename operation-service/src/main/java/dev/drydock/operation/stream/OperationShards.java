package dev.drydock.operation.stream;

import dev.drydock.operation.state.ParkedAcks;
import dev.drydock.operation.state.StoredOperation;
import dev.drydock.schemas.SchemaHistory;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.AvroStateSerde;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import dev.drydock.stream.ShardFactory;
import dev.drydock.stream.SkippedKinds;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the operations of each partition. */
public final class OperationShards implements ShardFactory {

  /** The operations of a partition, by id. */
  static final String OPERATIONS = "operations";

  /** What is due when: see {@link DeadlineIndex}. */
  static final String DEADLINES = "deadlines";

  /** The acks that came before their operation, by its id. */
  static final String PARKED = "parked";

  /** Operations as this build and those before it stored them. */
  static final AvroStateSerde<StoredOperation> STORED_OPERATIONS =
      new AvroStateSerde<>(StoredOperation.class, SchemaHistory.of("stored-operation"));

  /** Early acks as this build and those before it stored them. */
  static final AvroStateSerde<ParkedAcks> PARKED_ACKS =
      new AvroStateSerde<>(ParkedAcks.class, SchemaHistory.of("parked-acks"));

  private final TimerSettings timers;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /**
   * Makes shards that look at their timers as they are told.
   *
   * @param clock says which timers are due
   */
  public OperationShards(TimerSettings timers, InstantSource clock) {
    this(timers, clock, System::nanoTime);
  }

  /** Takes what measures how long a look at the timers takes from elsewhere. */
  OperationShards(TimerSettings timers, InstantSource clock, LongSupplier nanoTime) {
    this.timers = timers;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Returns what operations have no use for. */
  public static SkippedKinds skipped(TopicNames names) {
    return new SkippedKinds(
        names,
        Map.of(
            Topic.DISPATCH_EVENTS,
            Set.of(
                "updateConflicted",
                "updateRefused",
                "fetchRefused",
                "dockReleased",
                "deviceRegistered",
                "admissionRepeated",
                "editRefused",
                "deviceRetired",
                "retirementRefused",
                "updateSkipped",
                "attributesRequested",
                "attributesRequestRefused",
                "cancelRefused")));
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(OPERATIONS), Serdes.String(), STORED_OPERATIONS),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DEADLINES), Serdes.Bytes(), Serdes.ByteArray()),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(PARKED), Serdes.String(), PARKED_ACKS),
        Outages.builder());
  }

  @Override
  public Shard create(ShardContext context) {
    KeyValueStore<String, StoredOperation> stored = context.store(OPERATIONS);
    KeyValueStore<Bytes, byte[]> due = context.store(DEADLINES);
    KeyValueStore<String, ParkedAcks> parked = context.store(PARKED);
    DeadlineIndex index = new DeadlineIndex(due);
    Outages outages = new Outages(context.store(Outages.STORE), timers.grace(), clock);
    Operations operations = new Operations(stored, index, context, timers, outages);
    EarlyAcks earlyAcks = new EarlyAcks(parked, index, timers.parkGrace());
    Timers wakes = new Timers(context, index, operations, earlyAcks, timers, nanoTime);
    context.schedule(timers.tickInterval(), wakes::tick);
    return new OperationShard(context, operations, earlyAcks, outages, clock);
  }
}
