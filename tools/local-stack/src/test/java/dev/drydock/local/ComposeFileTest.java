package dev.drydock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docker-compose.yml says again in its own words. */
class ComposeFileTest {

  @TempDir private Path directory;

  private String compose;

  @BeforeEach
  void read() throws Exception {
    compose = Files.readString(Path.of("..", "..", "docker-compose.yml"));
  }

  @Test
  void shouldShowTheGatewayTheKeyThatSetupMakes() {
    // given
    Path publicKey = LocalIdentity.of(directory).publicKey();

    // when
    String volumeOfSetup = only("- identity:(\\S+?)(?<!:ro)\\n");
    String volumeOfGateway = only(of("api-gateway"), "- identity:(\\S+):ro\\n");

    // then
    assertThat(only("--data, ([^,\\]]+)")).isEqualTo(volumeOfSetup);
    assertThat(only("PUBLICKEYLOCATION: file:(\\S+)"))
        .isEqualTo(volumeOfGateway + "/" + directory.relativize(publicKey));
  }

  @Test
  void shouldShowTheDispatcherTheSecretThatSetupMakes() {
    // given
    Path secret = LocalIdentity.of(directory).deviceTokenSecret();

    // when
    String volumeOfDispatcher = only(of("device-dispatcher"), "- identity:(\\S+):ro\\n");

    // then
    assertThat(only("TOKENSECRETLOCATION: file:(\\S+)"))
        .isEqualTo(volumeOfDispatcher + "/" + directory.relativize(secret));
  }

  @Test
  void shouldExpectTheTokensThatAreMinted() {
    // then
    assertThat(only("SECURITY_ISSUER: (\\S+)")).isEqualTo(LocalIdentity.ISSUER);
    assertThat(only("SECURITY_AUDIENCE: (\\S+)")).isEqualTo(LocalIdentity.AUDIENCE);
  }

  @Test
  void shouldConfigureServicesByKeysThatTheyKnow() {
    // when
    List<String> variables =
        all("\\n +((?:DRYDOCK|SERVER)_[A-Z_]+): ").map(ComposeFileTest::bare).toList();

    // then
    assertThat(variables).isNotEmpty().isSubsetOf(keysOfTheLocalStack());
  }

  private List<String> keysOfTheLocalStack() {
    StackSettings settings = StackMain.settings(directory, directory, Ports.DEFAULT).build();
    try (var data = DataDirectory.open(directory);
        var parts = new RunningParts()) {
      var infrastructure = new Infrastructure(settings, data, parts);
      var commands =
          new ServiceCommands(settings, data, infrastructure, LocalIdentity.of(directory));
      return Arrays.stream(Service.values())
          .map(commands::of)
          .flatMap(
              spec -> Stream.concat(spec.command().stream(), spec.environment().keySet().stream()))
          .map(argument -> bare(argument.replaceFirst("=.*", "")))
          .toList();
    }
  }

  /** A key as Spring compares them, however it is written. */
  private static String bare(String key) {
    return key.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }

  /** What the file says of one service. */
  private String of(String service) {
    return only("(?s)\\n  " + service + ":\\n(.+?)(?=\\n  \\S|\\n\\S)");
  }

  private String only(String regex) {
    return only(compose, regex);
  }

  private static String only(String text, String regex) {
    List<String> found = all(text, regex).toList();
    assertThat(found).as(regex).hasSize(1);
    return found.get(0);
  }

  private Stream<String> all(String regex) {
    return all(compose, regex);
  }

  private static Stream<String> all(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().map(match -> match.group(1));
  }
}
