package dev.drydock.cli.up;

import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.kit.token.DataOption;
import dev.drydock.local.StackSettings;
import dev.drydock.local.process.JvmProfile;
import dev.drydock.local.process.StartPatience;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs an installation on this machine until Ctrl-C or {@code drydock down}. */
@Command(
    name = "up",
    description = {
      "Starts an installation on this machine: Kafka, schema registry, PostgreSQL, the four"
          + " services and a small simulated fleet.",
      "Says when it is ready and prints a request to try. Ctrl-C or `drydock down` stops it; what"
          + " it keeps is there again at the next start."
    })
public final class UpCommand implements Callable<Integer> {

  /**
   * The fleet has 15 s to end, the services side by side 20, PostgreSQL 40 and Kafka 20 before they
   * are killed.
   */
  static final Duration STOP_LIMIT = Duration.ofSeconds(120);

  private static final String DETACH = "--detach";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Mixin private PortOptions ports = new PortOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "Registers device-1 to device-N and plays every device of their tenant",
        "(default: ${DEFAULT-VALUE}); 0 for no devices and no fleet."
      })
  private int devices;

  @Option(
      names = "--think-time",
      paramLabel = "TIME",
      defaultValue = "2s",
      description =
          "Mean time from one ack of a simulated device to its next (default: ${DEFAULT-VALUE}).")
  private Duration thinkTime = Duration.ZERO;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "Partitions of each fleet topic (default: ${DEFAULT-VALUE}).",
        "It cannot be changed later."
      })
  private int partitions;

  @Option(
      names = "--jvm",
      paramLabel = "PROFILE",
      defaultValue = "lean",
      description = {
        "lean: ready soon and small; throughput: fast once warm",
        "(default: ${DEFAULT-VALUE})."
      })
  private JvmProfile jvmProfile = JvmProfile.LEAN;

  @Option(
      names = "--start-timeout",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = {
        "How long a part may take to become ready without progress (a growing log, or",
        "use of the processor); five times as long in any case (default: ${DEFAULT-VALUE})."
      })
  private Duration startTimeout = Duration.ZERO;

  @Option(names = DETACH, description = "Returns when all is ready and leaves it running.")
  private boolean detach;

  @Override
  public Integer call() {
    UpSettings settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    try (var signal = StopSignal.listen(STOP_LIMIT)) {
      if (detach) {
        Class<?> main = spec.root().userObject().getClass();
        new Detached(settings, main, out).start(argumentsWithoutDetach(), signal);
      } else {
        run(settings, new Steps(out), signal);
      }
    }
    return 0;
  }

  private static void run(UpSettings settings, Steps steps, StopSignal signal) {
    try (var installation = new Installation(settings, steps, signal)) {
      steps.say("the data is in %s", settings.stack().dataDirectory());
      installation.start();
      installation.keepRunning();
    }
    steps.say("stopped; the data is kept");
  }

  private UpSettings settings() {
    try {
      var stack =
          StackSettings.builder(data.directory(), Path.of(System.getProperty("drydock.home", "")))
              .ports(ports.ports())
              .partitions(partitions)
              .jvmProfile(jvmProfile)
              .patience(StartPatience.of(startTimeout));
      database.database().ifPresent(stack::database);
      return new UpSettings(stack.build(), devices, thinkTime);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<String> argumentsWithoutDetach() {
    List<String> arguments =
        new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
    arguments.removeIf(argument -> argument.equals(DETACH) || argument.startsWith(DETACH + "="));
    return arguments;
  }
}
