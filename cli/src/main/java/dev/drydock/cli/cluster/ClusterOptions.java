package dev.drydock.cli.cluster;

import dev.drydock.schemas.TopicNames;
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

  /**
   * Returns the cluster, after a check that both its addresses answer.
   *
   * @throws ParameterException when the prefix is none
   * @throws dev.drydock.cli.terminal.CommandFailure when an address does not answer
   */
  public Cluster reach() {
    var cluster = new Cluster(bootstrapServers, registryUrl, names());
    cluster.requireReachable();
    return cluster;
  }

  private TopicNames names() {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
