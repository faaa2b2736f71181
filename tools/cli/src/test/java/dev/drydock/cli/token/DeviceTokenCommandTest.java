package dev.drydock.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.terminal.FailureReport;
import dev.drydock.local.LocalIdentity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeviceTokenCommandTest {

  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldPrintTokenOfTheInstallationAndNothingElseWhenAsked() {
    // given
    String expected = LocalIdentity.of(directory).deviceToken("t1", "room-1");

    // when
    int exitCode = execute("t1", "room-1", "--data", directory.toString());

    // then
    assertThat(exitCode).isZero();
    assertThat(out).hasToString(expected + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  /** The token was computed with openssl: a dispatcher elsewhere expects the same. */
  @Test
  void shouldUseTheSecretAsItIsWhenOneIsNamed() throws Exception {
    // given
    Path secret = Files.write(directory.resolve("secret"), SECRET);

    // when
    int exitCode = execute("t1", "room 1", "--secret", secret.toString());

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString().strip()).isEqualTo("8xAvLBuFW0-6Y-wZjjX4xIhJXIaRm4HS");
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoInstallation() {
    // when
    int exitCode = execute("t1", "d1", "--data", directory.resolve("nowhere").toString());

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Expected an installation in", "--secret");
  }

  @Test
  void shouldMakeNoKeysWhenDirectoryHasNoIdentity() {
    // when
    int exitCode = execute("t1", "d1", "--data", directory.toString());

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("Expected an installation in");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldSayWhichFileWhenThereIsNoSecret() {
    // when
    int exitCode = execute("t1", "d1", "--secret", directory.resolve("none").toString());

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("none", "cannot be read");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldRefuseWhenAnIdIsNone() {
    // when
    int exitCode = execute("t1/d1", "d2");

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("Expected a tenant id", "\"t1/d1\"");
  }

  private int execute(String... arguments) {
    var report = new FailureReport(Map.of());
    return new CommandLine(new DeviceTokenCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report)
        .execute(arguments);
  }
}
