package dev.drydock.cli;

import dev.drydock.cli.cluster.Cluster;
import dev.drydock.local.Ports;
import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.schemas.TopicNames;
import java.nio.file.Path;
import java.util.Map;

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

  @Override
  public void close() {
    registry.close();
    kafka.close();
  }
}
