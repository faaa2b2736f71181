package dev.drydock.cli.watch;

import dev.drydock.kit.cluster.ClusterOptions;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.messages.OperationStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints each change of an operation until Ctrl-C, or until the output is no longer read. */
@Command(
    name = "watch",
    description = {
      "Follows the operations in the terminal, one line for each change, until Ctrl-C.",
      "Columns: time, device, operation, revision, state, software, then phase or error."
    })
public final class WatchCommand implements Callable<Integer> {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "Shows this tenant's operations only (default: every tenant's).")
  private @Nullable String tenant;

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "Shows this device's operations only (default: every device's).")
  private @Nullable String device;

  @Option(
      names = "--from-beginning",
      description = "Shows first what the topic still has; it keeps each operation's last change.")
  private boolean fromBeginning;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var filter = new StatusFilter(tenant, device);
    var line = new StatusLine(ZoneId.systemDefault(), tenant == null);
    try (var follower = new StatusFollower(cluster.reach(), fromBeginning);
        var signal = StopSignal.listen(STOP_LIMIT)) {
      while (!signal.isRaised() && !out.checkError()) {
        for (OperationStatus status : follower.next()) {
          if (filter.accepts(status)) {
            out.println(line.of(status));
          }
        }
      }
    }
    return 0;
  }
}
