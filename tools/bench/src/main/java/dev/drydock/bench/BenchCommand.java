package dev.drydock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.drydock.kit.cluster.ClusterOptions;
import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.simulator.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures an installation of its own, or one that runs, and prints a report. */
@Command(
    name = "bench",
    description = {
      "Measures what this Kafka does alone, and what the pipeline does on it, in one report.",
      "Without --gateway it starts an installation of its own and removes it at the end. With it,"
          + " --bootstrap, --registry and --prefix name the running installation's cluster; the"
          + " devices stay registered there. While it runs, a release of its own is the tenant's"
          + " latest of teamsClient; it is withdrawn at the end, unless the bench is killed.",
      "Ends with 1 when at a given rate an accepted update did not end well, or none did, or when a"
          + " read or a poll was not answered 200."
    })
public final class BenchCommand implements Callable<Integer> {

  /** Services, PostgreSQL and Kafka have 20 s each to end before they are killed. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

  private static final String HOME = "drydock.home";

  /** Options that say something about a running installation only. */
  private static final List<String> RUNNING_ONLY =
      List.of(
          "--bootstrap",
          "--registry",
          "--prefix",
          "--client-config",
          "--dispatcher",
          "--secret",
          "--token",
          "--data");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LoadOptions load = new LoadOptions();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Without --gateway: partitions of the fleet topics (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "Measures the installation with this gateway, such as http://127.0.0.1:8080.")
  private @Nullable URI gateway;

  @Option(
      names = "--token",
      paramLabel = "T",
      description = "With --gateway: a token that may write, as `drydock token` prints one.")
  private @Nullable String token;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "With --gateway: its data directory on this machine, to count its processes' CPU time, and",
        "with DDI for the secret of its devices' tokens."
      })
  private @Nullable Path data;

  @Option(
      names = "--channel",
      paramLabel = "C",
      defaultValue = "kafka",
      description = {
        "How the devices are reached: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "With DDI all of an operation goes over HTTP, from its POST to the GET that sees its end."
      })
  private Channel channel = Channel.KAFKA;

  @Mixin private EdgeOptions edge = new EdgeOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the report to this file too, as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    checkOptions();
    try (var signal = StopSignal.listen(STOP_LIMIT)) {
      BenchReport report = gateway == null ? measureOwn(signal) : measure(running(), signal);
      new ReportText(spec.commandLine().getOut()).print(report);
      write(report);
      return report.isFlawless(load.rates()) ? 0 : 1;
    }
  }

  private void checkOptions() {
    if (partitions < 1) {
      throw new ParameterException(
          spec.commandLine(), "Expected --partitions to be 1 or more, but it is " + partitions);
    }
    if (channel == Channel.KAFKA) {
      refuse("--channel ddi", "it is kafka", List.of("--dispatcher", "--secret", "--polls"));
    }
    if (gateway == null) {
      refuse("--gateway", "it is missing", RUNNING_ONLY);
    } else {
      refuse("no --gateway", "it is there", List.of("--partitions"));
    }
    try {
      load.check();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** An option that would say nothing was meant for another call. */
  private void refuse(String expected, String found, List<String> options) {
    for (String option : options) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), "Expected " + expected + " with " + option + ", but " + found);
      }
    }
  }

  private BenchReport measureOwn(StopSignal signal) {
    Consumer<String> progress = progress();
    progress.accept("starting an installation");
    Path home = Path.of(System.getProperty(HOME, ""));
    try (var stack = OwnStack.start(home, partitions, signal, progress)) {
      return new Bench(stack.installation(channel), load, signal, progress).run();
    }
  }

  private BenchReport measure(Installation installation, StopSignal signal) {
    return new Bench(installation, load, signal, progress()).run();
  }

  private Installation running() {
    URI url = gateway;
    String bearer = token;
    if (url == null || bearer == null) {
      throw new ParameterException(
          spec.commandLine(), "Expected --token with --gateway; `drydock token` prints one");
    }
    try {
      return new Installation(
          resolved(new HttpAddress(url)),
          bearer,
          TokenTenant.of(bearer),
          cluster.reach(),
          channel == Channel.DDI ? resolved(edge.edge(data)) : null,
          data == null ? Map.of() : StackProcesses.of(data));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Fails before anything is measured when the host is not known. */
  private static HttpAddress resolved(HttpAddress address) {
    address.socket();
    return address;
  }

  private static DdiEdge resolved(DdiEdge edge) {
    resolved(edge.dispatcher());
    return edge;
  }

  private Consumer<String> progress() {
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    return line -> {
      err.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
      err.flush();
    };
  }

  private void write(BenchReport report) {
    if (json == null) {
      return;
    }
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), report);
    } catch (IOException e) {
      throw new CommandFailure(
          "Expected to write the report to " + json + ", but: " + e.getMessage(), e);
    }
  }
}
