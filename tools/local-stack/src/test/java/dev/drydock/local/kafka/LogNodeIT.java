package dev.drydock.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.FreePorts;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.JvmProfile;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.ServiceProcess;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogNodeIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final AvroSchema SCHEMA = new AvroSchema("\"string\"");

  @TempDir private Path directory;

  private final List<Integer> ports = FreePorts.several(3);
  private final String registryUrl = "http://127.0.0.1:" + ports.get(2);
  private ServiceProcess node;

  @BeforeEach
  void start() {
    List<String> arguments =
        List.of(
            "--data", directory.resolve("kafka").toString(),
            "--kafka-port", ports.get(0).toString(),
            "--controller-port", ports.get(1).toString(),
            "--registry-port", ports.get(2).toString(),
            // a node that was killed is let in again when its old session is over
            "--broker-setting", "broker.session.timeout.ms=2000",
            "--broker-setting", "broker.heartbeat.interval.ms=200");
    node =
        new ServiceProcess(
            new ProcessSpec(
                "log-node",
                JavaCommand.ofClass(JvmProfile.LEAN.options(), LogNode.class, arguments),
                Map.of(),
                directory.resolve("log-node.log"),
                directory.resolve("log-node.process"),
                URI.create(registryUrl + "/subjects"),
                ProcessSpec.STOP_TIMEOUT));
    node.start();
    node.awaitReady(TIMEOUT);
  }

  @AfterEach
  void stop() {
    node.kill();
  }

  @Test
  void shouldKnowSchemasWhenKilledAndStartedAgain() throws Exception {
    // given
    int id = client().register("s", SCHEMA);

    // when
    node.kill();
    node.start();
    node.awaitReady(TIMEOUT);

    // then
    assertThat(client().getSchemaById(id)).isEqualTo(SCHEMA);
    assertThat(client().register("s-2", new AvroSchema("\"int\""))).isEqualTo(id + 1);
  }

  @Test
  void shouldEndCleanlyWhenTerminated() throws Exception {
    // when
    node.stop();

    // then
    assertThat(directory.resolve("kafka/.kafka_cleanshutdown")).exists();
    assertThat(Files.readString(directory.resolve("log-node.log")))
        .contains("ready: Kafka 127.0.0.1:" + ports.get(0) + ", registry " + registryUrl);
  }

  @Test
  void shouldSayWhatIsMissingWhenArgumentsAreIncomplete() throws Exception {
    // given
    Path log = directory.resolve("wrong.log");

    // when
    Process wrong =
        new ProcessBuilder(JavaCommand.ofClass(JvmProfile.LEAN.options(), LogNode.class, List.of()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    // then
    assertThat(wrong.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(wrong.exitValue()).isEqualTo(2);
    assertThat(log).content().contains("--data").hasLineCount(1);
  }

  private CachedSchemaRegistryClient client() {
    return new CachedSchemaRegistryClient(registryUrl, 10);
  }
}
