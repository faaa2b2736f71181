package dev.drydock.cli;

import dev.drydock.bench.BenchCommand;
import dev.drydock.cli.check.CheckCommand;
import dev.drydock.cli.explain.ExplainCommand;
import dev.drydock.cli.token.DeviceTokenCommand;
import dev.drydock.cli.token.TokenCommand;
import dev.drydock.cli.topics.TopicsCommand;
import dev.drydock.cli.up.DownCommand;
import dev.drydock.cli.up.UpCommand;
import dev.drydock.cli.watch.WatchCommand;
import dev.drydock.kit.terminal.DurationConverter;
import dev.drydock.kit.terminal.FailureReport;
import dev.drydock.simulator.SimulateCommand;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code drydock} command. Exit codes: 0 on success only, 1 when a command fails, 2 when it is
 * called wrongly, 3 when {@code check} could not check, 130 or 143 after Ctrl-C or SIGTERM.
 */
@Command(
    name = "drydock",
    description = "Software updates for fleets of devices, as an event-driven pipeline on Kafka.",
    versionProvider = VersionOfBuild.class,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      TokenCommand.class,
      DeviceTokenCommand.class,
      SimulateCommand.class,
      WatchCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      TopicsCommand.class,
      BenchCommand.class
    })
public final class Drydock implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  private boolean version;

  private Drydock() {}

  /** Runs the command that the arguments name and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /** Returns the parser and runner of the command line. */
  static CommandLine commandLine(Map<String, String> environment) {
    var report = new FailureReport(environment);
    return new CommandLine(new Drydock())
        .registerConverter(Duration.class, new DurationConverter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Expected a command");
  }
}
