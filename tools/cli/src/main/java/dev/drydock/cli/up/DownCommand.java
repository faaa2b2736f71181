package dev.drydock.cli.up;

import dev.drydock.kit.token.DataOption;
import dev.drydock.local.LocalStack;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops an installation that runs in another terminal or was detached. */
@Command(
    name = "down",
    description = {
      "Stops the installation that `drydock up` runs, and whatever a killed one left running.",
      "Its data is kept. When nothing runs, it says so, which is a success too."
    })
public final class DownCommand implements Callable<Integer> {

  /** What an installation takes to end beyond the time that its parts have. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    Duration limit = UpCommand.STOP_LIMIT.plus(MARGIN);
    PrintWriter out = spec.commandLine().getOut();
    if (LocalStack.isRunning(data.directory())) {
      out.println("stopping; what hangs is killed after " + limit.toSeconds() + " s");
      out.flush();
    }
    boolean stopped = LocalStack.stop(data.directory(), limit);
    out.println(
        stopped
            ? "stopped; the data is kept in " + data.directory()
            : "nothing runs in " + data.directory());
    out.flush();
    return 0;
  }
}
