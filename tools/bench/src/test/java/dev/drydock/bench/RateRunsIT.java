package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.http.HttpLoop;
import dev.drydock.kit.terminal.DurationConverter;
import dev.drydock.testkit.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RateRunsIT {

  private static final ProcessHandle SELF = ProcessHandle.current();

  /** As many updates as devices come before the first read. */
  private static final int DEVICES = 50;

  @TempDir private static Path directory;
  private static LocalCluster local;

  private final Queue<FinalStatus> finals = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void startCluster() {
    local = LocalCluster.start(directory);
  }

  @AfterAll
  static void stopCluster() {
    local.close();
  }

  @Test
  void shouldReadWhatTheLastRunEndedWhenReadsAreAskedFor() throws IOException {
    // given
    try (var gateway = new Gateway(this::answer)) {

      // when
      RateRuns runs = runAll(gateway, () -> false);

      // then
      assertThat(runs.runs())
          .singleElement()
          .satisfies(run -> assertThat(run.rate()).isEqualTo(50));
      assertThat(runs.reads())
          .satisfies(
              reads -> {
                assertThat(reads.rate()).isEqualTo(100);
                assertThat(reads.measuredSeconds()).isEqualTo(1);
                assertThat(reads.outcome().operations()).isEqualTo(DEVICES);
                assertThat(reads.outcome().found()).isEqualTo(100);
                assertThat(reads.cost().viewCpuMs()).isPositive();
                assertThat(reads.cost().cpuMsByProcess())
                    .containsOnlyKeys(
                        "load and devices", "api-gateway", "status-projector", "postgres");
              });
      List<String> paths = List.copyOf(gateway.paths());
      assertThat(paths.subList(0, DEVICES)).allMatch(path -> path.startsWith("POST "));
      assertThat(paths.subList(DEVICES, paths.size())).allMatch(path -> path.startsWith("GET "));
    }
  }

  @Test
  void shouldTellNothingOfReadsWhenStopped() throws IOException {
    // given
    try (var gateway = new Gateway(this::answer)) {

      // when
      RateRuns runs = runAll(gateway, () -> true);

      // then
      assertThat(runs.runs()).isEmpty();
      assertThat(runs.reads()).isNull();
    }
  }

  private RateRuns runAll(Gateway gateway, BooleanSupplier stopped) {
    LoadOptions options =
        parse(
            "--rate=50",
            "--reads=100",
            "--settle=0",
            "--warmup=0",
            "--duration=1s",
            "--devices=" + DEVICES);
    var processes =
        new ProcessTimes(Map.of("api-gateway", SELF, "status-projector", SELF, "postgres", SELF));
    try (var http = new HttpLoop();
        var kafka = new KafkaRequests(local.withPrefix("runs."));
        var probe = new UsageProbe(processes, kafka)) {
      var load =
          new LoadGenerator(
              http.pool(gateway.address(), options.connections()),
              gateway.requests(),
              options.deviceIds("d-"),
              finals);
      var runs = new RateRuns(load, probe, 1, line -> {});
      runs.runAll(options, stopped);
      return runs;
    }
  }

  private int answer(int number, String operationId) {
    if (number > DEVICES) {
      return 200;
    }
    finals.add(new FinalStatus(operationId, "successful", System.nanoTime()));
    return 202;
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
