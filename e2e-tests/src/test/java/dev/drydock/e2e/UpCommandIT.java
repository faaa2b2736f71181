package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.local.LocalStack;
import dev.drydock.local.Ports;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.ProcessRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts and stops an installation with parts that hang, on a single processor. */
class UpCommandIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Path PROJECT = Path.of(System.getProperty("drydock.project"));

  private final Ports ports = Ports.free();
  private final Path data = StackDirectory.empty("up-command").toAbsolutePath();
  private final Path log = data.resolveSibling("up-command.log");
  private Process up;

  @AfterEach
  void end() {
    LocalStack.stop(data, Duration.ofSeconds(20));
    if (up != null) {
      up.destroyForcibly();
    }
  }

  @Test
  void shouldSayWhatHangsAndEndWhenAServiceIsStoppedWhileItStarts() throws Exception {
    // given
    up = up("--devices", "0", "--start-timeout", "5s");
    ProcessHandle projector = part("status-projector");
    signal("STOP", projector);

    // when
    boolean ended = up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

    // then
    assertThat(ended).as("it ends").isTrue();
    assertThat(up.exitValue()).isNotZero();
    assertThat(log).content().contains("drydock up: ", "status-projector", "no progress for 5 s");
    assertThat(projector.isAlive()).isFalse();
    assertThat(LocalStack.stop(data, Duration.ofSeconds(1))).as("anything is left").isFalse();
  }

  @Test
  void shouldEndWhenInterruptedWhileAServiceHangs() throws Exception {
    // given
    up = up("--devices", "0");
    ProcessHandle projector = part("status-projector");
    signal("STOP", projector);

    // when
    signal("INT", up.toHandle());
    boolean ended = up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

    // then
    assertThat(ended).as("it ends").isTrue();
    assertThat(log).content().contains("stopping", "stopped; the data is kept");
    assertThat(LocalStack.stop(data, Duration.ofSeconds(1))).as("anything is left").isFalse();
  }

  @Test
  void shouldEndWhenStoppedByDownWhileItStarts() throws Exception {
    // given
    up = up("--devices", "0");
    part("status-projector");

    // when
    Process down = cli(data.resolveSibling("down.log"), List.of("down", "--data=" + data));
    boolean ended = down.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

    // then
    assertThat(ended).as("down ends").isTrue();
    assertThat(down.exitValue()).isZero();
    assertThat(up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("up ends").isTrue();
    assertThat(log).content().contains("stopped; the data is kept");
    assertThat(LocalStack.stop(data, Duration.ofSeconds(1))).as("anything is left").isFalse();
  }

  @Test
  void shouldEndWhenInterruptedAgainAndAgain() throws Exception {
    // given
    up = up("--devices", "0");
    signal("STOP", part("status-projector"));

    // when
    for (int i = 0; i < 3; i++) {
      signal("INT", up.toHandle());
    }
    boolean ended = up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

    // then
    assertThat(ended).as("it ends").isTrue();
    assertThat(LocalStack.stop(data, Duration.ofSeconds(1))).as("anything is left").isFalse();
  }

  @Test
  void shouldSayWhatDiedAndEndWhenAServiceIsKilledWhileItStarts() throws Exception {
    // given
    up = up("--devices", "0");
    ProcessHandle projector = part("status-projector");

    // when
    signal("KILL", projector);
    boolean ended = up.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);

    // then
    assertThat(ended).as("it ends").isTrue();
    assertThat(up.exitValue()).isNotZero();
    assertThat(log).content().contains("drydock up: ", "status-projector");
    assertThat(LocalStack.stop(data, Duration.ofSeconds(1))).as("anything is left").isFalse();
  }

  /** Its first service process, as soon as there is one. */
  private ProcessHandle part(String name) {
    var record = new ProcessRecord(data.resolve("processes").resolve(name));
    return await(name + " is started")
        .atMost(LIMIT)
        .until(
            () -> up.isAlive() ? record.find() : Optional.<ProcessHandle>empty(),
            p -> p.isPresent())
        .orElseThrow();
  }

  private Process up(String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--data=" + data,
                "--gateway-port=" + ports.gateway(),
                "--dispatcher-port=" + ports.dispatcher(),
                "--projector-port=" + ports.projector(),
                "--operation-port=" + ports.operation(),
                "--registry-port=" + ports.registry(),
                "--kafka-port=" + ports.kafka(),
                "--controller-port=" + ports.controller(),
                "--postgres-port=" + ports.postgres()));
    arguments.addAll(List.of(options));
    return cli(log, arguments);
  }

  private static Process cli(Path output, List<String> arguments) throws Exception {
    List<String> jvm =
        List.of("-XX:ActiveProcessorCount=1", "-Xmx256m", "-Ddrydock.home=" + PROJECT.toRealPath());
    Path jar = PROJECT.resolve("tools/cli/target/app/cli.jar");
    return new ProcessBuilder(JavaCommand.ofJar(jvm, jar, arguments))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
