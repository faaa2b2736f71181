package dev.drydock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.kit.terminal.DurationConverter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BehaviourOptionsTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "'' | 0.95 | 0.05 | 0",
        "--failure=0.2 | 0.8 | 0.2 | 0",
        "--silent=0.1 | 0.85 | 0.05 | 0.1",
        "--success=0.6 | 0.6 | 0.4 | 0",
        "--success=0.6 --silent=0.3 | 0.6 | 0.1 | 0.3",
        "--success=0.5 --failure=0.3 --silent=0.2 | 0.5 | 0.3 | 0.2"
      },
      delimiter = '|')
  void shouldShareOutRestWhenNotAllSharesAreGiven(
      String options, double success, double failure, double silent) {
    // when
    Behaviour behaviour = parse(options.isEmpty() ? new String[0] : options.split(" "));

    // then
    assertThat(behaviour.success()).isCloseTo(success, within(1e-9));
    assertThat(behaviour.failure()).isCloseTo(failure, within(1e-9));
    assertThat(behaviour.silent()).isCloseTo(silent, within(1e-9));
  }

  @Test
  void shouldRefuseWhenSharesAreMoreThanAll() {
    assertThatThrownBy(() -> parse("--success=0.9", "--failure=0.9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("make 1");
  }

  @Test
  void shouldTakeOverTheRestWhenGiven() {
    // when
    Behaviour behaviour =
        parse(
            "--seed=9",
            "--think-time=0",
            "--disorder=1",
            "--duplicates=0.5",
            "--cancel-refusal=0.25",
            "--log-lines=7",
            "--hello");

    // then
    assertThat(behaviour.seed()).isEqualTo(9);
    assertThat(behaviour.thinkTime()).isEqualTo(Duration.ZERO);
    assertThat(behaviour.disorder()).isEqualTo(1);
    assertThat(behaviour.duplicates()).isEqualTo(0.5);
    assertThat(behaviour.cancelRefusal()).isEqualTo(0.25);
    assertThat(behaviour.logLines()).isEqualTo(7);
    assertThat(behaviour.hello()).isTrue();
  }

  private static Behaviour parse(String... arguments) {
    var options = new BehaviourOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("b", mixin(options)))
        .registerConverter(Duration.class, new DurationConverter())
        .parseArgs(arguments);
    return options.behaviour();
  }

  private static CommandLine.Model.CommandSpec mixin(BehaviourOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }
}
