package dev.drydock.cli.token;

import dev.drydock.kit.token.SecretOptions;
import dev.drydock.schemas.DeviceKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a device's token and nothing else, so that it can stand in {@code $(…)}. */
@Command(
    name = "device-token",
    description =
        "Prints the token that a device authenticates with at the dispatcher, to be sent as"
            + " Authorization: TargetToken TOKEN, as SWUpdate and others of hawkBit's clients do.")
public final class DeviceTokenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SecretOptions secret = new SecretOptions();

  @Parameters(index = "0", paramLabel = "TENANT", description = "Whose device it is.")
  private String tenant = "";

  @Parameters(index = "1", paramLabel = "DEVICE", description = "The device's id.")
  private String device = "";

  @Override
  public Integer call() {
    DeviceKey key = key();
    PrintWriter out = spec.commandLine().getOut();
    out.println(secret.tokens().token(key.tenantId(), key.deviceId()));
    out.flush();
    return 0;
  }

  private DeviceKey key() {
    try {
      return new DeviceKey(tenant, device);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
