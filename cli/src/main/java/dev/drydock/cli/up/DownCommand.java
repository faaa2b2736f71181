package dev.drydock.cli.up;

import dev.drydock.cli.token.DataOption;
import dev.drydock.local.LocalStack;
import java.io.PrintWriter;
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

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    boolean stopped = LocalStack.stop(data.directory(), UpCommand.STOP_LIMIT);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        stopped
            ? "stopped; the data is kept in " + data.directory()
            : "nothing runs in " + data.directory());
    out.flush();
    return 0;
  }
}
