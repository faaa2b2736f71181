package dev.drydock.kit.cluster;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.TopicNames;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * A Kafka cluster and schema registry with the topics of one installation.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param registryUrl base URL of a registry with Confluent's API
 * @param names the installation's topics
 * @param access what both ask of their callers, by the clients' own names: {@code sasl.*}, {@code
 *     ssl.*}, {@code basic.auth.*}; empty when they ask nothing
 */
public record Cluster(
    String bootstrapServers, String registryUrl, TopicNames names, Map<String, String> access) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int CACHED_SCHEMAS = 1_000;

  /** Copies the access. */
  public Cluster {
    access = Map.copyOf(access);
  }

  /** A cluster that lets everybody in. */
  public Cluster(String bootstrapServers, String registryUrl, TopicNames names) {
    this(bootstrapServers, registryUrl, names, Map.of());
  }

  /**
   * Checks that something listens at both addresses, which tells a wrong address sooner and clearer
   * than the clients do.
   *
   * @throws CommandFailure saying which of the two is not there and what to do
   */
  public void requireReachable() {
    if (Arrays.stream(bootstrapServers.split(",")).noneMatch(Cluster::answers)) {
      throw new CommandFailure(
          "Expected a Kafka broker at "
              + bootstrapServers
              + ", but nothing answers there; start an installation with `drydock up` or name your"
              + " broker with --bootstrap");
    }
    if (!answers(registryAddress())) {
      throw new CommandFailure(
          "Expected a schema registry at "
              + registryUrl
              + ", but nothing answers there; start an installation with `drydock up` or name your"
              + " registry with --registry");
    }
  }

  /** Returns a new administration client; the caller closes it. */
  public Admin admin() {
    return Admin.create(kafkaSettings(Map.of()));
  }

  /** Returns a new registry client. */
  public SchemaRegistryClient registry() {
    return new CachedSchemaRegistryClient(registryUrl, CACHED_SCHEMAS, access);
  }

  /** Returns a new reader of the installation's records, for one thread; the caller closes it. */
  public RecordReader reader(String stage) {
    return new RecordReader(names, stage, 0, registrySettings());
  }

  /** Returns what a Kafka client needs to reach the brokers, and its own settings besides. */
  public Map<String, Object> kafkaSettings(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.putAll(own);
    return settings;
  }

  /** Returns what Confluent's serializers need to reach the registry. */
  public Map<String, Object> registrySettings() {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put(AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, registryUrl);
    return settings;
  }

  /** Leaves out the access, which holds passwords. */
  @Override
  public String toString() {
    return "Cluster[" + bootstrapServers + ", " + registryUrl + ", " + names + ']';
  }

  private String registryAddress() {
    try {
      URI url = URI.create(registryUrl);
      if (url.getHost() != null) {
        int standardPort = "https".equals(url.getScheme()) ? 443 : 80;
        return url.getHost() + ':' + (url.getPort() < 0 ? standardPort : url.getPort());
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new CommandFailure(
        "Expected --registry to be a URL such as http://127.0.0.1:8085, but it is \""
            + registryUrl
            + '"');
  }

  private static boolean answers(String address) {
    int colon = address.lastIndexOf(':');
    try (var socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1).strip());
      String host = address.substring(0, Math.max(colon, 0)).strip();
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "Expected --bootstrap to be HOST:PORT, several separated by commas, but it is \""
              + address
              + '"',
          e);
    }
  }
}
