package dev.drydock.cli.topics;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.cluster.ClusterOptions;
import dev.drydock.local.LocalIdentity;
import dev.drydock.schemas.SchemaSetup;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates the topics that are missing and registers the schemas; a second run changes nothing. */
@Command(
    name = "topics",
    description = {
      "Creates an installation's topics and registers their schemas.",
      "What is there already stays as it is, so it may be run again at any time."
    })
public final class TopicsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "Partitions of each fleet topic (default: ${DEFAULT-VALUE}).",
        "It cannot be changed later."
      })
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of each partition (default: ${DEFAULT-VALUE}; 3 in production).")
  private short replication;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Makes there, too, the key that signs the tokens of a local installation,",
        "for `drydock token --data DIR` (default: none is made)."
      })
  private @Nullable Path data;

  @Override
  public Integer call() {
    requirePositive("--partitions", partitions);
    requirePositive("--replication", replication);
    Cluster reached = cluster.reach();
    PrintWriter out = spec.commandLine().getOut();
    printTopics(out, reached, createTopics(reached));
    printSchemas(out, SchemaSetup.register(reached.registry(), reached.names()));
    if (data != null) {
      out.printf("key     %s%n", LocalIdentity.of(data).publicKey());
    }
    out.flush();
    return 0;
  }

  private List<String> createTopics(Cluster reached) {
    try (var admin = reached.admin()) {
      return TopicSetup.create(admin, reached.names(), partitions, replication);
    }
  }

  private static void printTopics(PrintWriter out, Cluster cluster, List<String> created) {
    for (Topic topic : Topic.values()) {
      String name = cluster.names().of(topic);
      out.printf("topic   %-32s %s%n", name, created.contains(name) ? "created" : "was there");
    }
  }

  private static void printSchemas(PrintWriter out, Map<String, Integer> ids) {
    ids.forEach((subject, id) -> out.printf("schema  %-32s id %d%n", subject, id));
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "Expected " + option + " to be 1 or more, but it is " + value);
    }
  }
}
