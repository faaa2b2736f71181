package dev.drydock.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.terminal.DurationConverter;
import dev.drydock.kit.token.LocalCaller;
import dev.drydock.local.LocalIdentity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TokenCommandTest {

  @TempDir private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeIdentity() {
    LocalIdentity.of(data);
  }

  @Test
  void shouldMakeNoKeysWhenDirectoryHasNoIdentity(@TempDir Path other) {
    // when
    int exitCode = execute("--data", other.toString());

    // then
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void shouldPrintTokenAndNothingElseWhenAsked() {
    // when
    int exitCode = execute();

    // then
    assertThat(exitCode).isZero();
    assertThat(out.toString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    assertThat(claims())
        .contains("\"tid\":\"" + LocalCaller.TENANT + '"')
        .contains("\"roles\":[\"TeamworkDevice.ReadWrite.All\",\"TeamworkDevice.Read.All\"]");
  }

  @Test
  void shouldSayWhatWasAskedForWhenGiven() {
    // when
    execute("--permission", "P.One", "--permission", "P.Two", "--tenant", "t9", "--app", "a9");

    // then
    assertThat(claims())
        .contains("\"tid\":\"t9\"", "\"appid\":\"a9\"", "\"roles\":[\"P.One\",\"P.Two\"]");
  }

  @Test
  void shouldBeGoodForTheTimeAskedForWhenGiven() {
    // when
    execute("--expires", "90m");

    // then
    assertThat(number("exp") - number("iat")).isEqualTo(Duration.ofMinutes(90).toSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "400d", "tomorrow"})
  void shouldRefuseWhenTimeIsNone(String time) {
    // when
    int exitCode = execute("--expires", time);

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isNotEmpty();
  }

  private int execute(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    if (!arguments.contains("--data")) {
      arguments.addAll(List.of("--data", data.toString()));
    }
    return new CommandLine(new TokenCommand())
        .registerConverter(Duration.class, new DurationConverter())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private String claims() {
    byte[] json = Base64.getUrlDecoder().decode(out.toString().split("\\.")[1]);
    return new String(json, StandardCharsets.UTF_8);
  }

  private long number(String claim) {
    String rest = claims().split('"' + claim + "\":")[1];
    return Long.parseLong(rest.split("[,}]")[0]);
  }
}
