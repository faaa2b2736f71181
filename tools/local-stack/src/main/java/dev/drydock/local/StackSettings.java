package dev.drydock.local;

import dev.drydock.local.process.JvmProfile;
import dev.drydock.local.process.StartPatience;
import dev.drydock.schemas.TopicNames;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is to be.
 *
 * @param dataDirectory where everything is kept between runs
 * @param projectDirectory the built project, whose {@code <module>/target/app} are run
 * @param ports where its parts listen
 * @param partitions number of partitions of the fleet topics, 1 or more
 * @param topics the names of the topics
 * @param services which services are started
 * @param jvmProfile options of the services' JVMs
 * @param broker where Kafka runs
 * @param database the view's database, or null when the stack is to run one
 * @param brokerSettings settings of a Kafka that the stack starts, beside its own
 * @param serviceProperties further configuration of single services, which overrides the stack's
 * @param patience how long Kafka's process, PostgreSQL and each service are waited for at the start
 */
public record StackSettings(
    Path dataDirectory,
    Path projectDirectory,
    Ports ports,
    int partitions,
    TopicNames topics,
    Set<Service> services,
    JvmProfile jvmProfile,
    Broker broker,
    @Nullable Database database,
    Map<String, String> brokerSettings,
    Map<Service, Map<String, String>> serviceProperties,
    StartPatience patience) {

  /** Copies the collections. */
  public StackSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Expected the number of partitions to be 1 or more but it is " + partitions);
    }
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    projectDirectory = projectDirectory.toAbsolutePath().normalize();
    services = Set.copyOf(services);
    brokerSettings = Map.copyOf(brokerSettings);
    serviceProperties = Map.copyOf(serviceProperties);
  }

  /** Starts from the defaults: all services, everything in processes of its own. */
  public static Builder builder(Path dataDirectory, Path projectDirectory) {
    return new Builder(dataDirectory, projectDirectory);
  }

  /** Changes what is not to be as by default. Not thread-safe. */
  public static final class Builder {

    private static final int DEFAULT_PARTITIONS = 4;

    private final Path dataDirectory;
    private final Path projectDirectory;
    private Ports ports = Ports.DEFAULT;
    private int partitions = DEFAULT_PARTITIONS;
    private TopicNames topics = new TopicNames("");
    private Set<Service> services = EnumSet.allOf(Service.class);
    private JvmProfile jvmProfile = JvmProfile.LEAN;
    private Broker broker = new Broker.InItsOwnJvm();
    private @Nullable Database database;
    private final Map<String, String> brokerSettings = new HashMap<>();
    private final Map<Service, Map<String, String>> serviceProperties =
        new EnumMap<>(Service.class);
    private StartPatience patience = StartPatience.DEFAULT;

    private Builder(Path dataDirectory, Path projectDirectory) {
      this.dataDirectory = dataDirectory;
      this.projectDirectory = projectDirectory;
    }

    /** Replaces the default ports. */
    public Builder ports(Ports value) {
      ports = value;
      return this;
    }

    /** Sets the number of partitions of the fleet topics. */
    public Builder partitions(int value) {
      partitions = value;
      return this;
    }

    /** Sets the topics' names. */
    public Builder topics(TopicNames value) {
      topics = value;
      return this;
    }

    /** Starts these services only. */
    public Builder services(Set<Service> value) {
      services = value;
      return this;
    }

    /** Sets the options of the services' JVMs. */
    public Builder jvmProfile(JvmProfile value) {
      jvmProfile = value;
      return this;
    }

    /** Says where Kafka runs. */
    public Builder broker(Broker value) {
      broker = value;
      return this;
    }

    /** Uses a database that runs already. */
    public Builder database(Database value) {
      database = value;
      return this;
    }

    /** Adds a setting of Kafka's broker. */
    public Builder brokerSetting(String key, String value) {
      brokerSettings.put(key, value);
      return this;
    }

    /** Adds a configuration property of one service. */
    public Builder serviceProperty(Service service, String key, String value) {
      serviceProperties.computeIfAbsent(service, s -> new HashMap<>()).put(key, value);
      return this;
    }

    /** Says how long the parts are waited for at the start. */
    public Builder patience(StartPatience value) {
      patience = value;
      return this;
    }

    /** Returns the settings; throws {@link IllegalArgumentException}. */
    public StackSettings build() {
      return new StackSettings(
          dataDirectory,
          projectDirectory,
          ports,
          partitions,
          topics,
          services,
          jvmProfile,
          broker,
          database,
          brokerSettings,
          serviceProperties,
          patience);
    }
  }
}
