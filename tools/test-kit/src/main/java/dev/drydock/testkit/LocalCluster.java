package dev.drydock.testkit;

import dev.drydock.kit.cluster.Cluster;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A real broker and registry in the test's JVM, for the tests of one class. The broker asks for a
 * name and a password, so that no client gets in that does not pass on what it was given.
 */
public final class LocalCluster implements AutoCloseable {

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";
  private static final Map<String, String> ACCESS =
      Map.of(
          "security.protocol", "SASL_PLAINTEXT",
          "sasl.mechanism", "PLAIN",
          "sasl.jaas.config", LOGIN + "username=\"fleet\" password=\"secret\";");

  private final LocalKafka kafka;
  private final LocalRegistry registry;
  private final String bootstrapServers;
  private final Path clientConfig;

  private LocalCluster(
      LocalKafka kafka, LocalRegistry registry, String bootstrapServers, Path clientConfig) {
    this.kafka = kafka;
    this.registry = registry;
    this.bootstrapServers = bootstrapServers;
    this.clientConfig = clientConfig;
  }

  /** Starts both on free ports, with the broker's files in a directory. */
  public static LocalCluster start(Path directory) {
    Ports ports = Ports.free();
    String guarded = "127.0.0.1:" + ports.gateway();
    var kafka =
        LocalKafka.start(
            directory.resolve("kafka"),
            ports.kafka(),
            ports.controller(),
            listeners("127.0.0.1:" + ports.kafka(), guarded, "127.0.0.1:" + ports.controller()));
    return new LocalCluster(
        kafka,
        LocalRegistry.start(kafka.bootstrapServers(), ports.registry()),
        guarded,
        writeAccess(directory.resolve("client.properties")));
  }

  /** The registry comes in by a listener of its own, for it has no name. */
  private static Map<String, String> listeners(String open, String guarded, String controller) {
    String clients = "PLAINTEXT://" + open + ",GUARDED://" + guarded;
    return Map.of(
        "listeners",
        clients + ",CONTROLLER://" + controller,
        "advertised.listeners",
        clients,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "listener.name.guarded.sasl.enabled.mechanisms",
        "PLAIN",
        "listener.name.guarded.plain.sasl.jaas.config",
        LOGIN + "user_fleet=\"secret\";");
  }

  private static Path writeAccess(Path file) {
    var properties = new Properties();
    properties.putAll(ACCESS);
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the cluster with the topics of an installation that has a prefix. */
  public Cluster withPrefix(String prefix) {
    return new Cluster(bootstrapServers, registry.url(), new TopicNames(prefix), ACCESS);
  }

  /** Returns what names the cluster on a command line, and what follows. */
  public String[] arguments(Cluster cluster, String... more) {
    return Stream.concat(
            Stream.of(
                "--bootstrap", cluster.bootstrapServers(),
                "--registry", cluster.registryUrl(),
                "--prefix", cluster.names().prefix(),
                "--client-config", clientConfig.toString()),
            Stream.of(more))
        .toArray(String[]::new);
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
            cluster.kafkaSettings(Map.of()), new StringSerializer(), serializer)) {
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
