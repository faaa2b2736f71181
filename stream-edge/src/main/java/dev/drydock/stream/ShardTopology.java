package dev.drydock.stream;

import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.TopicNames;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The topology of a stream service: all its inputs, one processor for each partition, all its
 * outputs.
 *
 * @param names the installation's topics
 * @param stage the service's name, as it stands in dead letters
 * @param readers makes the readers of input records, one for each shard
 * @param serializer writes output records
 */
public record ShardTopology(
    TopicNames names,
    String stage,
    Supplier<RecordReader> readers,
    Serializer<SpecificRecord> serializer) {

  /**
   * Adds the topology to a builder's input.
   *
   * @param inputs all the service's input topics as one stream: they are co-partitioned, so each
   *     shard sees everything about its devices
   */
  public void build(KStream<byte[], byte[]> inputs, ShardFactory factory, SkippedKinds skipped) {
    inputs
        .process(new Shards(this, factory, skipped))
        .to(
            (key, outbound, context) -> names.of(outbound.topic()),
            Produced.<String, Outbound>with(Serdes.String(), outputSerde())
                .withStreamPartitioner(
                    (topic, key, outbound, partitions) ->
                        Optional.of(Set.of(partition(key, outbound, partitions)))));
  }

  /** An operation's status stands with its device, although its key is the operation. */
  static int partition(String key, Outbound outbound, int partitions) {
    if (outbound.partition() != null) {
      return outbound.partition();
    }
    String home =
        outbound.value() instanceof OperationStatus status
            ? new DeviceKey(status.getTenantId(), status.getDeviceId()).toString()
            : key;
    return DeviceKey.partitionOf(home, partitions);
  }

  private Serde<Outbound> outputSerde() {
    Deserializer<Outbound> unused =
        (topic, bytes) -> {
          throw new IllegalStateException(
              "Expected to write only, but topic " + topic + " is read");
        };
    return Serdes.serdeFrom(new OutboundSerializer(serializer), unused);
  }

  /** Writes the value, or none. */
  private record OutboundSerializer(Serializer<SpecificRecord> values)
      implements Serializer<Outbound> {

    @Override
    public byte @Nullable [] serialize(String topic, Outbound outbound) {
      return values.serialize(topic, outbound.value());
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, Outbound outbound) {
      return values.serialize(topic, headers, outbound.value());
    }

    @Override
    public void close() {
      values.close();
    }
  }

  private record Shards(ShardTopology topology, ShardFactory factory, SkippedKinds skipped)
      implements ProcessorSupplier<byte[], byte[], String, Outbound> {

    @Override
    public Processor<byte[], byte[], String, Outbound> get() {
      return new ShardProcessor(factory, topology.readers, topology.stage, skipped);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      Set<StoreBuilder<?>> stores = new HashSet<>(factory.stores());
      stores.add(InputPositions.builder());
      return stores;
    }
  }
}
