package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.testkit.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawKafkaIT {

  private static final RawKafka.Effort SHORT =
      new RawKafka.Effort(3, Duration.ofMillis(500), Duration.ofSeconds(2), 20);

  private static final Duration LIMIT = Duration.ofSeconds(30);

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
  void shouldMeasureCeilingAndFloorWhenBrokerRuns() {
    // given
    Cluster cluster = local.withPrefix("raw.");

    // when
    RawKafka raw;
    try (var kafka = new KafkaRequests(cluster)) {
      raw = RawKafka.measure(cluster, kafka, SHORT, () -> false);
    }

    // then: how much it is depends on what else the machine is doing
    assertThat(raw.ceiling().recordsPerSecond()).isPositive();
    assertThat(raw.ceiling().valueBytes()).isBetween(200, 400);
    assertThat(raw.roundTrip().count()).isEqualTo(20);
    assertThat(raw.roundTrip().p50Ms()).isPositive();
    assertThat(raw.exactlyOnceHop().count()).isEqualTo(20);
    assertThat(raw.exactlyOnceHop().maxMs())
        .as("half a commit interval's wait")
        .isGreaterThan(RoundTrips.COMMIT_INTERVAL.toMillis() / 2.0);
  }

  @Test
  void shouldLeaveNothingBehindWhenMeasured() throws Exception {
    // given
    Cluster cluster = local.withPrefix("clean.");

    // when
    try (var kafka = new KafkaRequests(cluster);
        var admin = cluster.admin()) {
      RawKafka.measure(cluster, kafka, SHORT, () -> true);

      // then
      await("the topics are gone")
          .atMost(LIMIT)
          .until(() -> admin.listTopics().names().get().stream().noneMatch(RawKafkaIT::isScratch));
    }
  }

  @Test
  void shouldCountEntriesOfTheInstallationAloneWhenAsked() throws Exception {
    // given
    Cluster cluster = local.withPrefix("mine.");
    var records = new SampleRecords();
    try (var kafka = new KafkaRequests(cluster);
        var admin = cluster.admin();
        var producer = new Clients(cluster).producer(Map.of())) {
      admin.createTopics(List.of(topic("mine.status"), topic("other.status"))).all().get();
      long before = kafka.logEntries();

      // when
      for (int i = 0; i < 10; i++) {
        producer.send(records.next("mine.status"));
        producer.send(records.next("other.status"));
      }
      producer.flush();

      // then
      assertThat(before).isZero();
      assertThat(kafka.logEntries()).isEqualTo(10);
    }
  }

  private static boolean isScratch(String topic) {
    return topic.startsWith("clean.");
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 2, (short) 1);
  }
}
