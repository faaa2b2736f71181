package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drydock.kit.terminal.DurationConverter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class BenchCommandTest {

  private final StringWriter err = new StringWriter();

  @Test
  void shouldPlanEachRateWhenSeveralAreGiven() {
    // when
    LoadOptions options = parse("--rate", "100,1000", "--duration", "1m", "--warmup", "500ms");

    // then
    assertThat(options.rates()).containsExactly(100, 1_000);
    assertThat(options.plan(1_000))
        .isEqualTo(
            new LoadPlan(
                1_000, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(30)));
    assertThat(options.searchPlan(7).measured()).isEqualTo(Duration.ofSeconds(15));
    assertThat(options.searchPlan(7).warmup()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void shouldHaveDevicesEnoughWhenNoneAreAskedFor() {
    assertThat(parse("--rate", "100").deviceCount()).isEqualTo(2_000);
    assertThat(parse("--rate", "100,1000").deviceCount()).isEqualTo(10_000);
    assertThat(parse("--rate", "100", "--find-max").deviceCount()).isEqualTo(20_000);
    assertThat(parse("--devices", "7").deviceIds("b-")).hasSize(7).endsWith("b-7");
  }

  @Test
  void shouldSettleAtALowRateBeforeAllRuns() {
    assertThat(parse("--rate", "100,1000").settlingPlan())
        .hasValueSatisfying(
            plan -> {
              assertThat(plan.rate()).isEqualTo(400);
              assertThat(plan.measured()).isEqualTo(Duration.ofMinutes(2));
            });
    assertThat(parse("--rate", "50").settlingPlan())
        .hasValueSatisfying(plan -> assertThat(plan.rate()).isEqualTo(50));
    assertThat(parse("--settle", "0").settlingPlan()).isEmpty();
  }

  @Test
  void shouldReadAsLongAsRunsLastWhenReadsAreAskedFor() {
    // given
    LoadOptions options = parse("--reads", "500", "--duration", "15s", "--warmup", "20s");

    // then
    assertThat(options.readPlan())
        .contains(
            new LoadPlan(
                500, Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ofSeconds(30)));
    assertThat(parse("--rate", "100").readPlan()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rate=0",
        "--rate=100,-1",
        "--duration=0",
        "--settle=PT-1S",
        "--devices=0",
        "--reads=-1",
        "--polls=-1",
        "--connections=0",
        "--ceiling-duration=0"
      })
  void shouldRefuseWhenOptionMakesNoSense(String option) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(option).check());
  }

  @Test
  void shouldSayWhatIsMissingWhenGatewayHasNoToken() {
    // when
    int exitCode = execute("--gateway", "http://127.0.0.1:1");

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("Expected --token with --gateway");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--dispatcher=http://127.0.0.1:1",
        "--secret=s",
        "--token=t",
        "--data=d",
        "--bootstrap=127.0.0.1:9092",
        "--registry=http://127.0.0.1:8085",
        "--prefix=p.",
        "--client-config=c"
      })
  void shouldRefuseWhatIsForARunningInstallationWhenNoneIsNamed(String option) {
    // when
    int exitCode = execute("--channel=ddi", option);

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("Expected --gateway with --");
  }

  @Test
  void shouldRefuseWhatIsForAnOwnInstallationWhenARunningOneIsNamed() {
    // when
    int exitCode = execute("--gateway=http://127.0.0.1:1", "--token=t", "--partitions=2");

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("Expected no --gateway with --partitions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dispatcher=http://127.0.0.1:1", "--secret=s", "--polls=5"})
  void shouldRefuseWhatIsForDdiWhenDevicesAreBehindABridge(String option) {
    // when
    int exitCode = execute(option);

    // then
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("Expected --channel ddi with --");
  }

  private int execute(String... arguments) {
    return new CommandLine(new BenchCommand())
        .registerConverter(Duration.class, new DurationConverter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static LoadOptions parse(String... arguments) {
    var options = new Options();
    new CommandLine(options)
        .registerConverter(Duration.class, new DurationConverter())
        .parseArgs(arguments);
    return options.load;
  }

  @Command(name = "options")
  private static final class Options {
    @Mixin private final LoadOptions load = new LoadOptions();
  }
}
