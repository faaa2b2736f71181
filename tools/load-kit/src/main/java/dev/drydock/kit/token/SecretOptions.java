package dev.drydock.kit.token;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.local.DeviceTokens;
import dev.drydock.local.LocalIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say with which secret devices' tokens are made; a mixin. */
public final class SecretOptions {

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description = {
        "The secret of the devices' tokens, for an installation that is not local",
        "(default: that of the installation in --data)."
      })
  private @Nullable Path secret;

  /**
   * Returns what makes the tokens, for one thread.
   *
   * @throws CommandFailure when there is no such secret or installation
   */
  public DeviceTokens tokens() {
    return secret == null ? ofInstallation(data.directory()) : ofSecret(secret);
  }

  /** Makes the tokens of a local installation; throws {@link CommandFailure}. */
  public static DeviceTokens ofInstallation(Path directory) {
    if (!LocalIdentity.isIn(directory)) {
      throw new CommandFailure(
          "Expected an installation in "
              + directory
              + ", but there is none; start one with `drydock up`, name it with --data, or name the"
              + " secret of the devices' tokens with --secret");
    }
    return ofSecret(LocalIdentity.of(directory).deviceTokenSecret());
  }

  /** Makes tokens with the secret in a file; throws {@link CommandFailure}. */
  public static DeviceTokens ofSecret(Path file) {
    try {
      return DeviceTokens.of(file);
    } catch (IllegalStateException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
