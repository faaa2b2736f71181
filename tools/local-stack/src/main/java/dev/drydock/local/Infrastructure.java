package dev.drydock.local;

import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.local.kafka.LogNode;
import dev.drydock.local.postgres.LocalPostgres;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.ServiceProcess;
import dev.drydock.local.process.StackPart;
import dev.drydock.local.registry.LocalRegistry;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.TopicSetup;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Starts what the services need: Kafka, the registry, PostgreSQL, topics and schemas. */
final class Infrastructure {

  private static final String LOG_NODE = "log-node";
  private static final int KNOWN_SCHEMAS = 100;

  private final StackSettings settings;
  private final DataDirectory directory;
  private final RunningParts parts;
  private final List<StackPart> restartable = Collections.synchronizedList(new ArrayList<>());

  Infrastructure(StackSettings settings, DataDirectory directory, RunningParts parts) {
    this.settings = settings;
    this.directory = directory;
    this.parts = parts;
  }

  String bootstrapServers() {
    return settings.broker() instanceof Broker.Elsewhere elsewhere
        ? elsewhere.bootstrapServers()
        : "127.0.0.1:" + settings.ports().kafka();
  }

  String registryUrl() {
    return "http://127.0.0.1:" + settings.ports().registry();
  }

  Database database() {
    if (settings.database() != null) {
      return settings.database();
    }
    return new Database(
        LocalPostgres.jdbcUrl(settings.ports().postgres()),
        LocalPostgres.DATABASE,
        LocalPostgres.DATABASE);
  }

  /** Returns what may end without this JVM. */
  List<StackPart> restartable() {
    return List.copyOf(restartable);
  }

  void start(Steps steps) {
    List<Runnable> works = new ArrayList<>();
    works.add(() -> startLog(steps));
    if (settings.database() == null) {
      works.add(() -> steps.run("PostgreSQL", this::startPostgres));
    }
    steps.together(works);
    steps.run("topics and schemas", this::setUp);
  }

  private void startLog(Steps steps) {
    if (settings.broker() instanceof Broker.InItsOwnJvm) {
      steps.run("Kafka and schema registry", this::startLogNode);
      return;
    }
    if (settings.broker() instanceof Broker.InThisJvm) {
      steps.run("Kafka", this::startKafka);
    }
    steps.run("schema registry", this::startRegistry);
  }

  private LocalKafka startKafka() {
    Ports ports = settings.ports();
    return parts.add(
        LocalKafka.start(
            directory.kafka(), ports.kafka(), ports.controller(), settings.brokerSettings()));
  }

  private LocalRegistry startRegistry() {
    return parts.add(LocalRegistry.start(bootstrapServers(), settings.ports().registry()));
  }

  private ServiceProcess startLogNode() {
    var node = new ServiceProcess(logNode());
    node.start();
    parts.add(node);
    restartable.add(node);
    node.awaitReady(settings.patience());
    return node;
  }

  private ProcessSpec logNode() {
    Ports ports = settings.ports();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--data", directory.kafka().toString(),
                "--kafka-port", Integer.toString(ports.kafka()),
                "--controller-port", Integer.toString(ports.controller()),
                "--registry-port", Integer.toString(ports.registry())));
    settings
        .brokerSettings()
        .forEach((key, value) -> arguments.addAll(List.of("--broker-setting", key + "=" + value)));
    return new ProcessSpec(
        LOG_NODE,
        JavaCommand.ofClass(settings.jvmProfile().options(), LogNode.class, arguments),
        settings.jvmProfile().environment(),
        directory.log(LOG_NODE),
        directory.record(LOG_NODE),
        URI.create(registryUrl() + "/subjects"),
        ProcessSpec.STOP_TIMEOUT);
  }

  private DatabasePart startPostgres() {
    var database =
        new DatabasePart(directory.postgres(), settings.ports().postgres(), settings.patience());
    // before it starts: who closes the parts meanwhile waits for it, and leaves no server behind
    parts.add(database);
    database.start();
    restartable.add(database);
    return database;
  }

  private Void setUp() {
    try (var admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      TopicSetup.create(admin, settings.topics(), settings.partitions(), (short) 1);
    }
    SchemaSetup.register(
        new CachedSchemaRegistryClient(registryUrl(), KNOWN_SCHEMAS), settings.topics());
    return null;
  }
}
