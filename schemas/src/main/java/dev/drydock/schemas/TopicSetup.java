package dev.drydock.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Creates an installation's topics, and checks that they are as the catalogue says. */
public final class TopicSetup {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LISTING_PAUSE = Duration.ofMillis(100);

  /** Exactly-once processing as Drydock uses it needs the second protocol (KIP-890). */
  private static final short TRANSACTION_VERSION = 2;

  private TopicSetup() {}

  /**
   * Creates the topics that are missing and checks those that are there.
   *
   * @param partitions number of partitions of the fleet topics, 1 or more
   * @param replicationFactor copies of each partition, 1 to the number of brokers
   * @return the names of the topics that were created
   * @throws IllegalStateException when the cluster refuses, or a topic has another number of
   *     partitions or other settings
   */
  public static List<String> create(
      Admin admin, TopicNames names, int partitions, short replicationFactor) {
    var existing = await(admin.listTopics().names(), "list the topics");
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!existing.contains(names.of(topic))) {
        missing.add(newTopic(topic, names, partitions, replicationFactor));
      }
    }
    await(admin.createTopics(missing).all(), "create the topics");
    awaitListing(admin, names);
    int found = check(admin, names);
    if (found != partitions) {
      throw new IllegalStateException(
          "Expected "
              + partitions
              + " partitions, but the fleet topics have "
              + found
              + "; the number cannot be changed, for each device's records would move");
    }
    return missing.stream().map(NewTopic::name).toList();
  }

  /**
   * Checks that the installation's topics are there, that shards of the fleet line up, that records
   * are kept and dated as the catalogue says, and that the cluster can do what exactly-once
   * processing needs.
   *
   * @return the number of partitions of the fleet topics
   * @throws IllegalStateException saying what is missing and what to do
   */
  public static int check(Admin admin, TopicNames names) {
    checkTransactions(admin);
    var existing = await(admin.listTopics().names(), "list the topics");
    for (Topic topic : Topic.values()) {
      if (!existing.contains(names.of(topic))) {
        throw new IllegalStateException(
            "Expected the topic \""
                + names.of(topic)
                + "\", but there is none; create the topics with `drydock topics`");
      }
    }
    Map<String, TopicDescription> topics =
        await(admin.describeTopics(all(names)).allTopicNames(), "describe the topics");
    int partitions = topics.get(names.of(Topic.UPDATE_COMMANDS)).partitions().size();
    for (Topic topic : Topic.values()) {
      int expected = topic.isPartitionedByDevice() ? partitions : 1;
      int found = topics.get(names.of(topic)).partitions().size();
      if (found != expected) {
        throw new IllegalStateException(
            "Expected "
                + expected
                + " partitions of topic \""
                + names.of(topic)
                + "\", but it has "
                + found
                + "; partition n of each topic must be the same shard of the fleet");
      }
    }
    checkSettings(admin, names);
    return partitions;
  }

  private static void checkSettings(Admin admin, TopicNames names) {
    Map<ConfigResource, Config> found =
        await(
            admin
                .describeConfigs(
                    all(names).stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all(),
            "describe the topics' settings");
    for (Topic topic : Topic.values()) {
      String name = names.of(topic);
      TopicSettings.check(
          topic, name, found.get(new ConfigResource(ConfigResource.Type.TOPIC, name)));
    }
  }

  /** A broker may not know yet what the controller has created already. */
  private static void awaitListing(Admin admin, TopicNames names) {
    long endNanos = System.nanoTime() + TIMEOUT.toNanos();
    List<String> all = all(names);
    while (!await(admin.listTopics().names(), "list the topics").containsAll(all)
        && System.nanoTime() - endNanos < 0) {
      LockSupport.parkNanos(LISTING_PAUSE.toNanos());
    }
  }

  private static List<String> all(TopicNames names) {
    return Arrays.stream(Topic.values()).map(names::of).toList();
  }

  private static void checkTransactions(Admin admin) {
    var features =
        await(admin.describeFeatures().featureMetadata(), "describe the features")
            .finalizedFeatures();
    var version = features.get("transaction.version");
    if (version == null || version.maxVersionLevel() < TRANSACTION_VERSION) {
      throw new IllegalStateException(
          "Expected the cluster's feature transaction.version to be at least "
              + TRANSACTION_VERSION
              + ", but it is "
              + (version == null ? 0 : version.maxVersionLevel())
              + "; raise it with `kafka-features upgrade --feature transaction.version=2`");
    }
  }

  private static NewTopic newTopic(
      Topic topic, TopicNames names, int partitions, short replicationFactor) {
    return new NewTopic(
            names.of(topic), topic.isPartitionedByDevice() ? partitions : 1, replicationFactor)
        .configs(TopicSettings.of(topic));
  }

  private static <T> T await(KafkaFuture<T> answer, String what) {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Expected the Kafka cluster to " + what + ", but it says: " + e.getCause().getMessage(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Expected the Kafka cluster to "
              + what
              + " within "
              + TIMEOUT.toSeconds()
              + " s, but it did not answer; check the bootstrap servers",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the Kafka cluster", e);
    }
  }
}
