package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drydock.local.LocalIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class EdgeOptionsTest {

  @TempDir private Path data;

  @Test
  void shouldUseTheInstallationsSecretWhenItsDataIsHere() {
    // given
    String expected = LocalIdentity.of(data).deviceToken("t", "d");

    // when
    DdiEdge edge = parse("--dispatcher", "http://edge:81").edge(data);

    // then
    assertThat(edge.dispatcher()).hasToString("http://edge:81");
    assertThat(edge.tokens().token("t", "d")).isEqualTo(expected);
  }

  @Test
  void shouldUseTheSecretThatIsNamedWhenThereIsOne() {
    // given
    Path secret = LocalIdentity.of(data).deviceTokenSecret();

    // when
    DdiEdge edge = parse("--secret", secret.toString()).edge(null);

    // then
    assertThat(edge.tokens().token("t", "d"))
        .isEqualTo(LocalIdentity.of(data).deviceToken("t", "d"));
  }

  @Test
  void shouldSayWhatIsMissingWhenThereIsNoSecret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse().edge(null))
        .withMessageContaining("Expected --data or --secret");
  }

  private static EdgeOptions parse(String... arguments) {
    var options = new Options();
    new CommandLine(options).parseArgs(arguments);
    return options.edge;
  }

  @Command(name = "options")
  private static final class Options {
    @Mixin private final EdgeOptions edge = new EdgeOptions();
  }
}
