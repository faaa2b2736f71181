package dev.drydock.gateway.bed;

import dev.drydock.gateway.ApiGatewayApplication;
import dev.drydock.local.kafka.LocalKafka;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.TopicNames;
import dev.drydock.schemas.TopicSetup;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** All that a gateway needs, real or scripted, and gateways on it. */
public final class TestBed implements AutoCloseable {

  public static final int PARTITIONS = 3;

  private final Path directory;
  private final int[] ports = FreePorts.find(2);
  private final String registryScope = "gateway-" + UUID.randomUUID();
  private final Tokens tokens = Tokens.rs256();
  private final Path publicKey;
  private final ScriptedView view = ScriptedView.start();
  private final ScriptedDispatcher dispatcher;
  private LocalKafka kafka;

  private TestBed() {
    try {
      this.directory = Files.createTempDirectory("gateway-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.publicKey = tokens.writePublicKey(directory.resolve("public.pem"));
    this.kafka = startKafka();
    TopicNames names = new TopicNames("");
    createTopics(names);
    SchemaSetup.register(MockSchemaRegistry.getClientForScope(registryScope), names);
    this.dispatcher = ScriptedDispatcher.start(bootstrapServers(), registryUrl(), PARTITIONS);
  }

  public static TestBed start() {
    return new TestBed();
  }

  /** Starts a gateway with the bed's settings. */
  public Gateway gateway() {
    return gateway(Map.of());
  }

  /** Starts a gateway with settings of its own, which win over the bed's. */
  public Gateway gateway(Map<String, String> own) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("server.port", "0");
    settings.put("logging.level.org.apache.kafka", "OFF");
    settings.put("drydock.kafka.bootstrap-servers", bootstrapServers());
    settings.put("drydock.kafka.schema-registry-url", registryUrl());
    settings.put("drydock.gateway.view.url", view.url().toString());
    settings.put("drydock.gateway.security.public-key-location", publicKey.toUri().toString());
    settings.put("drydock.gateway.admission.decision-wait", "3s");
    settings.put("drydock.gateway.view.fresh-wait", "1500ms");
    settings.put("drydock.gateway.poll-interval", "3s");
    settings.putAll(own);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ApiGatewayApplication.class)
            .registerShutdownHook(false)
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + '=' + setting.getValue())
                    .toArray(String[]::new));
    Gateway gateway = new Gateway(context, tokens);
    gateway.awaitReady();
    return gateway;
  }

  public Tokens tokens() {
    return tokens;
  }

  public ScriptedView view() {
    return view;
  }

  public ScriptedDispatcher dispatcher() {
    return dispatcher;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + ports[0];
  }

  public String registryUrl() {
    return "mock://" + registryScope;
  }

  public void stopKafka() {
    kafka.close();
  }

  /** Starts the broker again on what it has stored. */
  public void restartKafka() {
    kafka = startKafka();
  }

  @Override
  public void close() {
    dispatcher.close();
    view.close();
    kafka.close();
    MockSchemaRegistry.dropScope(registryScope);
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A broker may show a topic a little later than it says that the topic is made. */
  private void createTopics(TopicNames names) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Awaitility.await("the topics are there")
          .ignoreExceptions()
          .until(
              () -> {
                TopicSetup.create(admin, names, PARTITIONS, (short) 1);
                return true;
              });
    }
  }

  private LocalKafka startKafka() {
    return LocalKafka.start(directory.resolve("kafka"), ports[0], ports[1], Map.of());
  }
}
