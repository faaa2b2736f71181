package dev.drydock.kit.cluster;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.schemas.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that name a cluster; a mixin. */
public final class ClusterOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka brokers to ask first (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers = "";

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8085",
      description = "Schema registry (default: ${DEFAULT-VALUE}).")
  private String registryUrl = "";

  @Option(
      names = "--prefix",
      paramLabel = "P",
      defaultValue = "",
      description = "What the installation's topic names start with; ends in '.' or '-'.")
  private String prefix = "";

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description = {
        "Java properties for all clients of Kafka and of the",
        "registry, where these ask who calls:",
        "security.protocol, sasl.*, ssl.*, basic.auth.*."
      })
  private @Nullable Path clientConfig;

  /**
   * Returns the cluster, after a check that both its addresses answer.
   *
   * @throws ParameterException when the prefix is none
   * @throws CommandFailure when an address does not answer, or there is no such file
   */
  public Cluster reach() {
    var cluster = new Cluster(bootstrapServers, registryUrl, names(), access());
    cluster.requireReachable();
    return cluster;
  }

  private Map<String, String> access() {
    if (clientConfig == null) {
      return Map.of();
    }
    var properties = new Properties();
    try (var file = Files.newBufferedReader(clientConfig)) {
      properties.load(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "Expected --client-config to be a file of Java properties, but \""
              + clientConfig
              + "\" cannot be read as one: "
              + e,
          e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }

  private TopicNames names() {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
