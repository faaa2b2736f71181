package dev.drydock.bench;

import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.token.SecretOptions;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a running installation speaks DDI; a mixin. */
final class EdgeOptions {

  @Option(
      names = "--dispatcher",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = {
        "With --gateway and DDI: the dispatcher's address; http alone is spoken, no https",
        "(default: ${DEFAULT-VALUE})."
      })
  private URI dispatcher = URI.create("");

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description = {
        "With --gateway and DDI: the secret of the devices' tokens",
        "(default: that of the installation in --data)."
      })
  private @Nullable Path secret;

  /**
   * Returns where it is.
   *
   * @param data the installation's data directory, if it is on this machine
   * @throws IllegalArgumentException when an option makes no sense or is missing
   * @throws dev.drydock.kit.terminal.CommandFailure when there is no secret
   */
  DdiEdge edge(@Nullable Path data) {
    var address = new HttpAddress(dispatcher);
    if (secret != null) {
      return new DdiEdge(address, SecretOptions.ofSecret(secret));
    }
    if (data == null) {
      throw new IllegalArgumentException(
          "Expected --data or --secret with --gateway and --channel ddi, but both are missing");
    }
    return new DdiEdge(address, SecretOptions.ofInstallation(data));
  }
}
