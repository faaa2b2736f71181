package dev.drydock.cli.check;

import dev.drydock.check.LogChecker;
import dev.drydock.check.rules.CheckOptions;
import dev.drydock.check.rules.CheckReport;
import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.cluster.ClusterOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the log of a running installation to its end and tells where it breaks a promise. */
@Command(
    name = "check",
    exitCodeOnExecutionException = CheckCommand.NOT_CHECKED,
    description = {
      "Reads the log of a running installation and holds it against what Drydock promises.",
      "Prints what was checked and each violation. The exit code is 1 when there are any, and 3",
      "when the log could not be checked."
    })
public final class CheckCommand implements Callable<Integer> {

  static final int VIOLATED = 1;
  static final int NOT_CHECKED = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "1m",
      description =
          "How long after its deadline an operation may still be open (default: ${DEFAULT-VALUE}).")
  private Duration grace = Duration.ZERO;

  @Option(
      names = "--quiet",
      description = "Nothing is on its way any more: whatever is open is a violation.")
  private boolean quiet;

  @Override
  public Integer call() {
    CheckOptions options = options();
    Cluster reached = cluster.reach();
    CheckReport report =
        LogChecker.check(
            reached.kafkaSettings(Map.of()), reached.names(), reached.registryUrl(), options);
    print(report);
    return report.isClean() ? 0 : VIOLATED;
  }

  private CheckOptions options() {
    try {
      return CheckOptions.running(Instant.now()).withGrace(grace).withQuiet(quiet);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void print(CheckReport report) {
    PrintWriter out = spec.commandLine().getOut();
    report.violations().forEach(out::println);
    long unlisted = report.violationCount() - report.violations().size();
    if (unlisted > 0) {
      out.println("… and " + unlisted + " more");
    }
    out.println(report.summary());
    out.flush();
  }
}
