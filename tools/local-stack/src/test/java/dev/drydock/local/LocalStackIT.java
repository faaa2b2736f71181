package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.Signals;
import dev.drydock.local.process.StackPart;
import dev.drydock.local.process.StartPatience;
import dev.drydock.local.tiny.TinyProject;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

  private static final TopicNames NAMES = new TopicNames("it-");

  @TempDir private static Path data;
  @TempDir private static Path project;

  private final Ports ports = Ports.free();

  @BeforeEach
  void build() throws Exception {
    TinyProject.in(project);
  }

  @AfterEach
  void stopAll() {
    LocalStack.stop(data, Duration.ofSeconds(20));
  }

  @Test
  void shouldRunEverythingWhenStarted() throws Exception {
    // given
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    try (var stack = new LocalStack(settings(new Broker.InThisJvm()).build())) {

      // when
      stack.start(recording(steps));

      // then
      assertThat(steps)
          .contains("Kafka", "schema registry", "PostgreSQL", "topics and schemas")
          .contains("api-gateway", "device-dispatcher", "operation-service", "status-projector");
      assertThat(topics(stack)).contains("it-update-commands", "it-operation-status");
      assertThat(new CachedSchemaRegistryClient(stack.registryUrl(), 10).getAllSubjects())
          .contains(SchemaSetup.subject(Topic.DEVICE_ACKS, NAMES));
      Database database = stack.database();
      DriverManager.getConnection(database.url(), database.username(), database.password()).close();
      assertThat(Service.values()).allMatch(service -> stack.service(service).isAlive());
    }
  }

  @Test
  void shouldGoOnWithItsDataWhenKilledPartIsStartedAgain() throws Exception {
    // given
    try (var stack = new LocalStack(settings(new Broker.InThisJvm()).build())) {
      stack.start(StackProgress.NONE);
      StackPart postgres = part(stack, "PostgreSQL");
      Database database = stack.database();
      execute(database, "CREATE TABLE kept (id int)");
      serverOfPostgres().destroyForcibly();
      Awaitility.await("PostgreSQL has ended").until(() -> !postgres.isAlive());

      // when
      postgres.start();

      // then
      assertThat(postgres.isReady()).isTrue();
      execute(database, "INSERT INTO kept VALUES (1)");
      assertThat(stack.parts())
          .extracting(StackPart::name)
          .containsExactlyInAnyOrder(
              "PostgreSQL",
              "api-gateway",
              "device-dispatcher",
              "operation-service",
              "status-projector");
    }
  }

  @Test
  void shouldTellServicesWhereEverythingIsWhenStarted() throws Exception {
    // given
    var settings =
        settings(new Broker.InThisJvm())
            .serviceProperty(Service.API_GATEWAY, "drydock.gateway.public-url", "http://x");

    // when
    try (var stack = new LocalStack(settings.build())) {
      stack.start(StackProgress.NONE);

      // then
      assertThat(log("api-gateway"))
          .contains("--server.port=" + ports.gateway(), "--server.address=127.0.0.1")
          .contains("--drydock.kafka.bootstrap-servers=127.0.0.1:" + ports.kafka())
          .contains("--drydock.kafka.schema-registry-url=http://127.0.0.1:" + ports.registry())
          .contains("--drydock.kafka.topic-prefix=it-", "--drydock.gateway.public-url=http://x")
          .contains("public-key-location=" + stack.identity().publicKey().toUri());
      assertThat(log("status-projector"))
          .contains("--drydock.projector.database.url=" + stack.database().url())
          .contains("password drydock");
      assertThat(log("device-dispatcher")).contains("--drydock.stream.state-dir=" + data);
    }
  }

  @Test
  void shouldStopAllAndSayWhyWhenOneServiceFails() {
    // given
    var settings =
        settings(new Broker.InThisJvm())
            .serviceProperty(Service.OPERATION_SERVICE, "tiny.exit", "7")
            .serviceProperty(Service.API_GATEWAY, "tiny.ready", "false");

    // when, then
    assertThatThrownBy(() -> new LocalStack(settings.build()).start(StackProgress.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("operation-service", "exit code 7", "cannot go on");
    PortCheck.check(settings.build());
  }

  @Test
  void shouldEndWithoutWaitingWhenClosedWhileStarting() throws Exception {
    // given
    var settings =
        settings(new Broker.InThisJvm())
            .serviceProperty(Service.API_GATEWAY, "tiny.ready", "false");
    var stack = new LocalStack(settings.build());
    var servicesAreStarting = new CountDownLatch(1);
    var start =
        CompletableFuture.runAsync(
            () -> stack.start(recording(new ArrayList<>(), servicesAreStarting)));
    assertThat(servicesAreStarting.await(60, TimeUnit.SECONDS)).isTrue();

    // when
    stack.close();

    // then
    assertThat(start).failsWithin(Duration.ofSeconds(10));
    PortCheck.check(settings.build());
  }

  @Test
  void shouldStopAllAndSayWhyWhenOneServiceHangs() {
    // given
    var settings =
        settings(new Broker.InThisJvm())
            .patience(StartPatience.of(Duration.ofSeconds(4)))
            .serviceProperty(Service.STATUS_PROJECTOR, "tiny.ready", "false");

    // when, then
    assertThatThrownBy(() -> new LocalStack(settings.build()).start(StackProgress.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("status-projector", "no progress for 4 s", "its log is");
    PortCheck.check(settings.build());
  }

  @Test
  void shouldStopHungServicesSideBySide() throws Exception {
    // given
    var stack = new LocalStack(settings(new Broker.InThisJvm()).build());
    stack.start(StackProgress.NONE);
    for (Service service : Service.values()) {
      Signals.send("STOP", stack.service(service).pid());
    }
    long start = System.nanoTime();

    // when
    stack.close();

    // then: one after the other they would take four times as long
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(ProcessSpec.STOP_TIMEOUT, ProcessSpec.STOP_TIMEOUT.multipliedBy(2));
    PortCheck.check(settings(new Broker.InThisJvm()).build());
  }

  @Test
  void shouldEndSoonWhenClosedWhilePostgresHangs() throws Exception {
    // given
    Path empty = data.resolve("hung");
    var stack =
        new LocalStack(
            StackMain.settings(empty, project, ports).broker(new Broker.InThisJvm()).build());
    var start = new FutureTask<Void>(() -> stack.start(StackProgress.NONE), null);
    new Thread(start).start();
    ProcessHandle hung =
        Awaitility.await("PostgreSQL's first program")
            .atMost(Duration.ofSeconds(60))
            .until(() -> programOf(empty.resolve("postgres")), Optional::isPresent)
            .orElseThrow();
    Signals.send("STOP", hung.pid());

    // when
    stack.close();

    // then
    assertThat(start).failsWithin(Duration.ofSeconds(10));
    assertThat(hung.isAlive()).isFalse();
  }

  @Test
  void shouldLeaveNoServerBehindWhenClosedWhilePostgresStarts() {
    // given: a first start, which takes PostgreSQL seconds
    Path empty = data.resolve("empty");
    var stack =
        new LocalStack(
            StackMain.settings(empty, project, ports).broker(new Broker.InThisJvm()).build());
    var start = CompletableFuture.runAsync(() -> stack.start(StackProgress.NONE));
    Awaitility.await("PostgreSQL is starting")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(empty.resolve("postgres").resolve("data")) || start.isDone());

    // when
    stack.close();

    // then
    assertThat(LocalStack.stop(empty, Duration.ofSeconds(1))).isFalse();
    assertThat(start).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void shouldTakeOverWhenEarlierStackWasKilled() throws Exception {
    // given
    Path log = data.resolve("killed.log");
    Process killed =
        new ProcessBuilder(
                JavaCommand.ofClass(
                    // what a killed process has unpacked stays
                    List.of("-Xmx256m", "-Djava.io.tmpdir=" + data),
                    StackMain.class,
                    List.of(data.toString(), project.toString(), ports.toString())))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Awaitility.await("the other stack is ready")
        .atMost(Duration.ofSeconds(90))
        .until(() -> Files.readString(log).contains("ready") || !killed.isAlive());
    StackSettings settings = settings(new Broker.InItsOwnJvm()).build();
    assertThatThrownBy(() -> new LocalStack(settings).start(StackProgress.NONE))
        .hasMessageContaining("process " + killed.pid());
    killed.destroyForcibly().onExit().get(10, TimeUnit.SECONDS);

    // when
    try (var stack = new LocalStack(settings)) {
      stack.start(StackProgress.NONE);

      // then
      assertThat(topics(stack)).contains("it-update-commands");
      assertThat(Service.values()).allMatch(service -> stack.service(service).isAlive());
      assertThat(LocalStack.stop(data.resolve("nothing-here"), Duration.ofSeconds(1))).isFalse();
    }
    assertThat(LocalStack.stop(data, Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void shouldSayHowToBuildWhenServiceIsNotBuilt() throws Exception {
    // given
    Files.delete(Service.STATUS_PROJECTOR.jar(project));

    // when, then
    assertThatThrownBy(
            () ->
                new LocalStack(settings(new Broker.InThisJvm()).build()).start(StackProgress.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("status-projector.jar", "mvn");
  }

  private StackSettings.Builder settings(Broker broker) {
    return StackMain.settings(data, project, ports).broker(broker);
  }

  private String log(String name) throws Exception {
    return Files.readString(data.resolve("logs").resolve(name + ".log"));
  }

  private static Optional<ProcessHandle> programOf(Path postgres) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().filter(c -> Path.of(c).startsWith(postgres)).isPresent())
        .findFirst();
  }

  private static StackPart part(LocalStack stack, String name) {
    return stack.parts().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static ProcessHandle serverOfPostgres() throws Exception {
    Path pidFile = data.resolve("postgres").resolve("data").resolve("postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
  }

  private static void execute(Database database, String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Set<String> topics(LocalStack stack) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }

  private static StackProgress recording(List<String> finished) {
    return recording(finished, new CountDownLatch(1));
  }

  private static StackProgress recording(List<String> finished, CountDownLatch servicesStart) {
    return new StackProgress() {
      @Override
      public void started(String step) {
        if (step.equals("api-gateway")) {
          servicesStart.countDown();
        }
      }

      @Override
      public void waiting(String step, Duration since) {}

      @Override
      public void finished(String step, Duration took) {
        finished.add(step);
      }
    };
  }
}
