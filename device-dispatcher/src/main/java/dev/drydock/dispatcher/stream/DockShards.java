package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DeploymentNumbers;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.RememberedRequest;
import dev.drydock.messages.Device;
import dev.drydock.schemas.SchemaHistory;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.stream.AvroStateSerde;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import dev.drydock.stream.ShardFactory;
import dev.drydock.stream.SkippedKinds;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the docks of each partition. */
public final class DockShards implements ShardFactory {

  /** The lowest that the first number of an update may be. */
  public static final int MIN_FIRST_NUMBER = DeploymentNumbers.MIN_FIRST;

  /** The highest that it may be. */
  public static final int MAX_FIRST_NUMBER = DeploymentNumbers.MAX_FIRST;

  /** The store of all docks of a partition, by device key. */
  static final String DOCKS = "docks";

  /** The store of what they remember of requests under idempotency keys, by device and key. */
  static final String REMEMBERED = "remembered-requests";

  /** The store of what was told of devices last, by device key. */
  static final String DEVICES = "devices";

  /** Docks as this build and those before it stored them. */
  static final AvroStateSerde<DockState> DOCK_STATES =
      new AvroStateSerde<>(DockState.class, SchemaHistory.of("dock-state"));

  /** Remembered requests as this build and those before it stored them. */
  static final AvroStateSerde<RememberedRequest> REMEMBERED_REQUESTS =
      new AvroStateSerde<>(RememberedRequest.class, SchemaHistory.of("remembered-request"));

  /** Devices as this build and those before it told of them. */
  static final AvroStateSerde<Device> TOLD_DEVICES =
      new AvroStateSerde<>(Device.class, SchemaHistory.of(Topic.DEVICES));

  /** How often it is looked at how far a shard has read. */
  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(50);

  private final Duration idempotencyRetention;
  private final CaughtUpShards caughtUp;
  private final PendingAcks pendingAcks;
  private final DeploymentNumbers numbers;
  private final boolean asksAfterSuccess;

  /**
   * Makes docks that remember.
   *
   * @param idempotencyRetention how long an idempotency key is remembered after its request was
   *     admitted
   * @param caughtUp is told of each shard that comes, and how far it has read
   * @param pendingAcks is told which acks docks have applied
   * @param firstNumber the lowest number of an update
   * @param asksAfterSuccess whether a device is asked to describe itself after each success
   */
  public DockShards(
      Duration idempotencyRetention,
      CaughtUpShards caughtUp,
      PendingAcks pendingAcks,
      int firstNumber,
      boolean asksAfterSuccess) {
    this.idempotencyRetention = idempotencyRetention;
    this.caughtUp = caughtUp;
    this.pendingAcks = pendingAcks;
    this.numbers = new DeploymentNumbers(firstNumber);
    this.asksAfterSuccess = asksAfterSuccess;
  }

  /** Returns what the dock has no use for: what an operation is at before its end. */
  public static SkippedKinds skipped(TopicNames names) {
    return new SkippedKinds(names, Map.of(Topic.OPERATION_STATUS, Set.of("queued", "inProgress")));
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DOCKS), Serdes.String(), DOCK_STATES),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(REMEMBERED), Serdes.String(), REMEMBERED_REQUESTS),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DEVICES), Serdes.String(), TOLD_DEVICES));
  }

  @Override
  public Shard create(ShardContext context) {
    KeyValueStore<String, DockState> docks = context.store(DOCKS);
    KeyValueStore<String, RememberedRequest> remembered = context.store(REMEMBERED);
    KeyValueStore<String, Device> told = context.store(DEVICES);
    int partition = context.partition();
    caughtUp.came(partition);
    pendingAcks.arrived(partition);
    context.schedule(PROGRESS_INTERVAL, upTo -> caughtUp.readUpTo(partition, upTo));
    return new DockShard(
        context,
        docks,
        new RememberedRequests(remembered, idempotencyRetention, idRetention()),
        new Devices(told, context),
        pendingAcks,
        caughtUp,
        numbers,
        asksAfterSuccess);
  }

  /** An id is remembered for as long as its request can be read again, and as its key. */
  private Duration idRetention() {
    Duration commands = Topic.UPDATE_COMMANDS.retention();
    return idempotencyRetention.compareTo(commands) > 0 ? idempotencyRetention : commands;
  }
}
