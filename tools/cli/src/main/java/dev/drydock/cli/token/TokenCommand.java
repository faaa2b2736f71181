package dev.drydock.cli.token;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.token.DataOption;
import dev.drydock.kit.token.LocalCaller;
import dev.drydock.local.LocalIdentity;
import dev.drydock.local.TokenRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a bearer token and nothing else, so that it can stand in {@code $(…)}. */
@Command(name = "token", description = "Prints a bearer token that the local installation accepts.")
public final class TokenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--permission",
      paramLabel = "P",
      description = {
        "A permission that the token gives; may be repeated",
        "(default: TeamworkDevice.ReadWrite.All and TeamworkDevice.Read.All)."
      })
  private List<String> permissions = List.of();

  @Option(
      names = "--tenant",
      paramLabel = "T",
      defaultValue = LocalCaller.TENANT,
      description = "Whose devices it is for (default: ${DEFAULT-VALUE}, that of `drydock up`).")
  private String tenant = "";

  @Option(
      names = "--app",
      paramLabel = "ID",
      defaultValue = LocalCaller.APPLICATION,
      description = "The application that calls (default: ${DEFAULT-VALUE}).")
  private String application = "";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "How long it is good for, at most a year (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = Duration.ZERO;

  @Override
  public Integer call() {
    TokenRequest request = request();
    if (!LocalIdentity.isIn(data.directory())) {
      throw new CommandFailure(
          "Expected an installation in "
              + data.directory()
              + ", but there is none; start one with `drydock up` or name it with --data");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(LocalIdentity.of(data.directory()).mint(request, Instant.now()));
    out.flush();
    return 0;
  }

  private TokenRequest request() {
    try {
      return new TokenRequest(
          tenant,
          application,
          LocalCaller.APPLICATION_NAME,
          permissions.isEmpty() ? LocalCaller.PERMISSIONS : permissions,
          lifetime);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
