package dev.drydock.cli;

import dev.drydock.cli.cluster.Cluster;
import dev.drydock.local.Ports;
import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker and registry in the test's JVM, for the tests of one class. */
public final class LocalCluster implements AutoCloseable {

  private final LocalKafka kafka;
  private final LocalRegistry registry;

  private LocalCluster(LocalKafka kafka, LocalRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /** Starts both on free ports, with the broker's files in a directory. */
  public static LocalCluster start(Path directory) {
    Ports ports = Ports.free();
    var kafka = LocalKafka.start(directory, ports.kafka(), ports.controller(), Map.of());
    return new LocalCluster(kafka, LocalRegistry.start(kafka.bootstrapServers(), ports.registry()));
  }

  /** Returns the cluster with the topics of an installation that has a prefix. */
  public Cluster withPrefix(String prefix) {
    return new Cluster(kafka.bootstrapServers(), registry.url(), new TopicNames(prefix));
  }

  /** Returns the same, with its topics created and its schemas registered. */
  public Cluster installation(String prefix, int partitions) {
    Cluster cluster = withPrefix(prefix);
    try (var admin = cluster.admin()) {
      TopicSetup.create(admin, cluster.names(), partitions, (short) 1);
    }
    SchemaSetup.register(cluster.registry(), cluster.names());
    return cluster;
  }

  /** Writes operations' states where they belong; they are durable on return. */
  public static void write(Cluster cluster, int partitions, OperationStatus... statuses) {
    var serializer = new MessageSerializer();
    serializer.configure(cluster.registrySettings(), false);
    try (var producer =
        new KafkaProducer<String, SpecificRecord>(
            Map.of("bootstrap.servers", cluster.bootstrapServers()),
            new StringSerializer(),
            serializer)) {
      for (OperationStatus status : statuses) {
        String device = new DeviceKey(status.getTenantId(), status.getDeviceId()).toString();
        producer.send(
            new ProducerRecord<>(
                cluster.names().of(Topic.OPERATION_STATUS),
                DeviceKey.partitionOf(device, partitions),
                status.getOperationId(),
                status));
      }
    }
  }

  @Override
  public void close() {
    registry.close();
    kafka.close();
  }
}
