package dev.drydock.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.local.LocalIdentity;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicSetup;
import dev.drydock.testkit.LocalCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopicsCommandIT {

  @TempDir private static Path directory;
  private static LocalCluster local;

  @BeforeAll
  static void startCluster() {
    local = LocalCluster.start(directory);
  }

  @AfterAll
  static void stopCluster() {
    local.close();
  }

  @Test
  void shouldMakeClusterReadyWhenItIsNew() {
    // when
    String printed = run("new.", "--partitions", "2");

    // then
    Cluster cluster = local.withPrefix("new.");
    try (var admin = cluster.admin()) {
      assertThat(TopicSetup.check(admin, cluster.names())).isEqualTo(2);
    }
    assertThat(printed.lines().filter(line -> line.endsWith(" created")))
        .hasSize(Topic.values().length);
    assertThat(printed.lines().filter(line -> line.startsWith("schema  new.")))
        .hasSize(Topic.values().length);
  }

  @Test
  void shouldChangeNothingWhenRunAgain() {
    // given
    run("again.");

    // when
    String printed = run("again.");

    // then
    assertThat(printed).doesNotContain("created");
    assertThat(printed.lines().filter(line -> line.endsWith(" was there")))
        .hasSize(Topic.values().length);
  }

  @Test
  void shouldMakeTheKeyOfTokensWhenItIsToldWhere(@TempDir Path data) {
    // when
    String printed = run("key.", "--data", data.toString());

    // then
    assertThat(data.resolve("identity")).isNotEmptyDirectory();
    assertThat(printed.lines()).contains("key     " + LocalIdentity.of(data).publicKey());
  }

  private static String run(String prefix, String... options) {
    var out = new StringWriter();
    int exitCode =
        new CommandLine(new TopicsCommand())
            .setOut(new PrintWriter(out))
            .execute(local.arguments(local.withPrefix(prefix), options));
    assertThat(exitCode).isZero();
    return out.toString();
  }
}
