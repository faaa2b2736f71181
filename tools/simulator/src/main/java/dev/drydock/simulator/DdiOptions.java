package dev.drydock.simulator;

import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.token.LocalCaller;
import dev.drydock.kit.token.SecretOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a fleet that speaks DDI; a mixin. */
final class DdiOptions {

  /** All that say something about DDI only. */
  static final List<String> NAMES =
      List.of("--dispatcher", "--connections", "--poll", "--data", "--secret");

  private static final int MOST_CONNECTIONS = 10_000;
  private static final int MOST_DEVICES = 1_000_000;

  @Option(
      names = "--dispatcher",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://127.0.0.1:8081",
      description = {
        "With DDI: the dispatcher's address; of several, separated by commas, each device stays with",
        "one. http alone is spoken, no https (default: ${DEFAULT-VALUE})."
      })
  private List<URI> dispatchers = List.of();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "128",
      description = "With DDI: how many connections the devices share (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--poll",
      paramLabel = "TIME",
      description =
          "With DDI: how often each device asks what there is to do (default: as it is told).")
  private @Nullable Duration poll;

  @Mixin private SecretOptions secret = new SecretOptions();

  /**
   * Returns the fleet; the caller closes it.
   *
   * @throws IllegalArgumentException when an option makes no sense
   * @throws dev.drydock.kit.terminal.CommandFailure when there is no secret
   */
  DdiFleet fleet(Behaviour behaviour, @Nullable String tenant, String idPrefix, int devices) {
    requireBetween("--devices", devices, MOST_DEVICES);
    requireBetween("--connections", connections, MOST_CONNECTIONS);
    if (poll != null && (poll.isNegative() || poll.isZero())) {
      throw new IllegalArgumentException("Expected --poll to be more than 0, but it is " + poll);
    }
    List<HttpAddress> addresses = dispatchers.stream().map(HttpAddress::new).toList();
    String tenantId = Objects.requireNonNullElse(tenant, LocalCaller.TENANT);
    return new DdiFleet(
        new Dispatchers(addresses, connections, secret.tokens(), tenantId),
        new DdiScript(behaviour, tenantId, idPrefix),
        devices,
        poll);
  }

  private static void requireBetween(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "Expected " + option + " to be 1 to " + most + ", but it is " + value);
    }
  }
}
