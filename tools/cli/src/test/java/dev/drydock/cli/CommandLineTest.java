package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @MethodSource("commands")
  void shouldExplainItselfWhenAskedForHelp(String command) {
    // when
    int exitCode = execute(command, "--help");

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("Usage: drydock " + command);
    assertThat(err.toString()).isEmpty();
  }

  static List<String> commands() {
    return List.copyOf(Drydock.commandLine(Map.of()).getSubcommands().keySet());
  }

  @Test
  void shouldListCommandsWhenAskedForHelp() {
    // when
    int exitCode = execute("--help");

    // then
    assertThat(exitCode).isZero();
    assertThat(commands()).isNotEmpty().allSatisfy(c -> assertThat(out.toString()).contains(c));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sail",
        "topics --partitions x",
        "topics --partitions 0",
        "topics --replication 0",
        "topics --prefix no_end",
        "simulate --devices 2 --all",
        "simulate --devices 0",
        "simulate --success 0.9 --failure 0.2",
        "simulate --think-time soon",
        "simulate --cancel-refusal 2",
        "simulate --hello --devices 2",
        "simulate --hello --tenant t",
        "simulate --channel ddi",
        "simulate --channel ddi --devices 0",
        "simulate --channel ddi --devices 1000001",
        "simulate --channel ddi --devices 2 --poll 0",
        "simulate --channel ddi --devices 2 --connections 0",
        "simulate --channel ddi --devices 2 --dispatcher https://edge",
        "simulate --channel ddi --devices 2 --bootstrap 127.0.0.1:9092",
        "simulate --channel ddi --devices 2 --group g",
        "simulate --channel ddi --devices 2 --hello",
        "simulate --channel ddi --all",
        "simulate --channel carrier-pigeon",
        "simulate --poll 1s",
        "simulate --dispatcher http://127.0.0.1:8081",
        "simulate --secret s",
        "simulate --data d",
        "watch --nothing",
        "check --grace never",
        "check --grace PT-1S",
        "token --expires 0",
        "device-token",
        "device-token t1",
        "device-token t1 d/1",
        "explain",
        "explain room-1 --gateway nowhere",
        "explain room-1 --tenant t1 --token abc",
        "down now",
        "up --gateway-port 0",
        "up --kafka-port 70000",
        "up --devices -1",
        "up --partitions 0",
        "up --think-time PT-1S",
        "up --jvm huge"
      })
  void shouldSayOneSentenceWhenCalledWrongly(String line) {
    // when
    int exitCode = execute(line.isEmpty() ? new String[0] : line.split(" "));

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("drydock").contains("--help");
  }

  /** A log that could not be checked is not one that breaks a promise. */
  @ParameterizedTest
  @CsvSource({"topics, 1", "simulate, 1", "watch, 1", "check, 3"})
  void shouldSayWhatToDoWhenNoBrokerAnswers(String command, int expected) throws IOException {
    // when
    int exitCode = execute(command, "--bootstrap", "127.0.0.1:" + closedPort());

    // then
    assertThat(exitCode).isEqualTo(expected);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .contains("Expected a Kafka broker at 127.0.0.1:", "drydock up", "--bootstrap");
  }

  @Test
  void shouldSayWhatToDoWhenNoRegistryAnswers() throws IOException {
    try (var broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // when
      int exitCode =
          execute(
              "topics",
              "--bootstrap",
              "127.0.0.1:" + broker.getLocalPort(),
              "--registry",
              "http://127.0.0.1:" + closedPort());

      // then
      assertThat(exitCode).isEqualTo(1);
      assertThat(err.toString()).contains("Expected a schema registry at http://127.0.0.1:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "host:port", "127.0.0.1:70000"})
  void shouldSayWhatItExpectsWhenBootstrapIsNoAddress(String address) {
    // when
    int exitCode = execute("topics", "--bootstrap", address);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("HOST:PORT", address);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldFailWhenNoDispatcherEverAnswers() throws IOException {
    // given
    Path secret = Files.writeString(temporary.resolve("secret"), "s".repeat(32));
    String closed = "http://127.0.0.1:" + closedPort();

    // when
    int exitCode = execute(ddiDevice(secret, closed));

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).startsWith("0 polls").contains("poll no answer");
  }

  @Test
  void shouldFailWhenTheDispatcherListensAndNeverAnswers() throws IOException {
    // given
    Path secret = Files.writeString(temporary.resolve("secret"), "s".repeat(32));
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {

      // when
      int exitCode = execute(ddiDevice(secret, "http://127.0.0.1:" + silent.getLocalPort()));

      // then: the wait for its answers is no time polled
      assertThat(exitCode).isEqualTo(1);
      assertThat(out.toString()).containsPattern("^0 polls in [0-2]\\.\\d s").contains("0 errors");
    }
  }

  @Test
  void shouldSayOneSentenceWhenTheDispatchersHostIsUnknown() throws IOException {
    // given
    Path secret = Files.writeString(temporary.resolve("secret"), "s".repeat(32));

    // when
    int exitCode = execute(ddiDevice(secret, "http://nowhere.invalid:8081"));

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("Expected to find the host of http://nowhere.invalid:8081");
  }

  private static String[] ddiDevice(Path secret, String dispatcher) {
    return new String[] {
      "simulate",
      "--channel",
      "ddi",
      "--devices",
      "1",
      "--duration",
      "PT0.3S",
      "--secret",
      secret.toString(),
      "--dispatcher",
      dispatcher
    };
  }

  @Test
  void shouldUnderstandWhatContainersCall() throws IOException {
    // given
    String compose = Files.readString(Path.of("..", "..", "docker-compose.yml"));
    Matcher command = Pattern.compile("\n    command: \\[(.+)]\n").matcher(compose);
    assertThat(command.find()).isTrue();

    // when
    var parsed =
        Drydock.commandLine(Map.of()).parseArgs(command.group(1).replace("\"", "").split(", "));

    // then
    assertThat(parsed.subcommand().unmatched()).isEmpty();
  }

  @Test
  void shouldSayWhichFileWhenThereIsNoClientConfig() {
    // given
    String nowhere = temporary.resolve("client.properties").toString();

    // when
    int exitCode = execute("topics", "--client-config", nowhere);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("--client-config", nowhere);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoInstallation() {
    // given
    String nowhere = temporary.resolve("nowhere").toString();

    // when
    int exitCode = execute("token", "--data", nowhere);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("Expected an installation in " + nowhere, "drydock up");
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoInstallationToExplain() {
    // given
    String nowhere = temporary.resolve("nowhere").toString();

    // when
    int exitCode = execute("explain", "room-1", "--data", nowhere);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("Expected an installation in " + nowhere, "--token");
  }

  @Test
  void shouldSayWhatToDoWhenNoGatewayAnswers() throws IOException {
    // given
    String gateway = "http://127.0.0.1:" + closedPort();

    // when
    int exitCode = execute("explain", "room-1", "--token", "abc", "--gateway", gateway);

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("Expected a gateway at " + gateway, "drydock up");
  }

  @Test
  void shouldSucceedWhenThereIsNothingToStop() {
    // given
    String nowhere = temporary.resolve("nowhere").toString();

    // when
    int exitCode = execute("down", "--data", nowhere);

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("nothing runs in " + nowhere);
  }

  @Test
  void shouldPrintStackTraceWhenTraceIsAskedFor() {
    // when
    executeIn(Map.of("DRYDOCK_TRACE", "1"), "topics", "--bootstrap", "nonsense");

    // then
    assertThat(err.toString()).contains("\tat dev.drydock.cli");
  }

  private int execute(String... arguments) {
    return executeIn(Map.of(), arguments);
  }

  private int executeIn(Map<String, String> environment, String... arguments) {
    CommandLine commandLine = Drydock.commandLine(environment);
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
