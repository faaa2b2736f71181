package dev.drydock.cli.explain;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.token.DataOption;
import dev.drydock.kit.token.LocalCaller;
import dev.drydock.local.LocalIdentity;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why a device stands where it stands, and all that led there. */
@Command(
    name = "explain",
    description = {
      "Tells in words what a device waits for, until when, and what happens then,",
      "and all that its operation went through. Asks the gateway only."
    })
public final class ExplainCommand implements Callable<Integer> {

  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(5);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "DEVICE", description = "The device's id.")
  private String device = "";

  @Option(
      names = "--operation",
      paramLabel = "ID",
      description = "One of its operations (default: the one in flight, or the latest).")
  private @Nullable String operation;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The gateway (default: ${DEFAULT-VALUE}).")
  private URI gateway = URI.create("");

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = {
        "Whose device it is, with a token of the local installation's own",
        "(default: that of `drydock up`)."
      })
  private @Nullable String tenant;

  @Option(
      names = "--token",
      paramLabel = "T",
      description = "A token that may read, where the installation is not the local one.")
  private @Nullable String token;

  @Override
  public Integer call() {
    checkOptions();
    var client = new ExplainClient(gateway, bearer());
    Story story = client.story(device, operation);
    PrintWriter out = spec.commandLine().getOut();
    Explanation.of(story, new Clock(Instant.now(), ZoneId.systemDefault())).forEach(out::println);
    out.flush();
    return 0;
  }

  private void checkOptions() {
    String scheme = gateway.getScheme();
    if (gateway.getHost() == null || !"http".equals(scheme) && !"https".equals(scheme)) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --gateway to be http://HOST:PORT or https://HOST:PORT, but it is \""
              + gateway
              + '"');
    }
    if (token != null && tenant != null) {
      throw new ParameterException(
          spec.commandLine(), "Expected --tenant or --token, but not both: a token has its tenant");
    }
    if (device.isBlank()) {
      throw new ParameterException(spec.commandLine(), "Expected a device's id, but it is empty");
    }
  }

  private String bearer() {
    if (token != null) {
      return token;
    }
    if (!LocalIdentity.isIn(data.directory())) {
      throw new CommandFailure(
          "Expected an installation in "
              + data.directory()
              + ", whose key signs a token, but there is none; name it with --data, or give a"
              + " --token");
    }
    String whose = tenant == null ? LocalCaller.TENANT : tenant;
    return LocalIdentity.of(data.directory())
        .mint(LocalCaller.reader(whose, TOKEN_LIFETIME), Instant.now());
  }
}
