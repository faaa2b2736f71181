package dev.drydock.local.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and controller in one, inside this JVM.
 *
 * <p>It is the ordinary server: transactions, compaction and every client behave as with a remote
 * broker. What it stores lies under one directory, and a later start on the same directory goes on
 * from there. It listens on the loopback address only.
 *
 * <p>A fault that Kafka takes for fatal, a full disk for one, ends the whole JVM at once. A
 * long-lived stack therefore runs it in a JVM of its own ({@link LogNode}).
 */
public final class LocalKafka implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private LocalKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a node and returns when it takes requests, after 1 to 5 s.
   *
   * @param directory where everything is stored; made when it is not there
   * @param port TCP port for clients, 1 to 65535, free
   * @param controllerPort TCP port for the node's own quorum, 1 to 65535, free
   * @param overrides broker settings that replace those of one small machine
   * @throws IllegalStateException when the directory cannot be made into a broker's
   */
  public static LocalKafka start(
      Path directory, int port, int controllerPort, Map<String, String> overrides) {
    Path logs = directory.toAbsolutePath();
    format(logs);
    Map<String, String> settings = new HashMap<>(BrokerSettings.ofOneMachine());
    settings.putAll(BrokerSettings.ofNode(HOST, port, controllerPort, logs));
    settings.putAll(overrides);
    var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException | Error e) {
      server.shutdown();
      server.awaitShutdown();
      throw e;
    }
    return new LocalKafka(server, HOST + ":" + port);
  }

  /** Returns what clients take as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the node cleanly; returns when its files are closed. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) {
    // written last by the formatter, so a format that was cut short is done again
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    } catch (Exception e) { // what Formatter.run declares
      throw new IllegalStateException(
          "Expected to make \"" + directory + "\" a Kafka directory, but: " + e.getMessage(), e);
    }
  }
}
