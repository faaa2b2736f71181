package dev.drydock.check;

import dev.drydock.check.kafka.KafkaLog;
import dev.drydock.check.rules.CheckOptions;
import dev.drydock.check.rules.CheckReport;
import dev.drydock.check.rules.LogCheck;
import dev.drydock.check.rules.ShardLog;
import dev.drydock.schemas.TopicNames;
import java.util.Map;

/** Reads the log of an installation and tells where it breaks a promise. */
public final class LogChecker {

  private LogChecker() {}

  /**
   * Checks the log as far as it is committed now. Memory: about half a kilobyte for each operation
   * of the largest partition.
   *
   * @param clientConfig of a Kafka consumer and of the registry's client: {@code
   *     bootstrap.servers}, security
   * @param names the installation's topics
   * @param registryUrl the schema registry's URL
   * @throws IllegalStateException when the installation's topics are not there or the brokers do
   *     not answer
   * @throws dev.drydock.schemas.RegistryUnavailableException when the registry does not answer
   */
  public static CheckReport check(
      Map<String, Object> clientConfig,
      TopicNames names,
      String registryUrl,
      CheckOptions options) {
    try (KafkaLog log = KafkaLog.open(clientConfig, names, registryUrl)) {
      KafkaLog.GivenUp givenUp = log.givenUp();
      LogCheck check = new LogCheck(options, givenUp.positions());
      for (ShardLog shard : log.shards()) {
        check.check(shard);
      }
      return check.report(givenUp.letters(), log.unreadable());
    }
  }
}
