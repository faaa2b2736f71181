package dev.drydock.local;

import dev.drydock.local.postgres.LocalPostgres;
import dev.drydock.local.process.ProcessEnd;
import dev.drydock.local.process.ServiceProcess;
import dev.drydock.local.process.StackPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole installation on one machine: Kafka, schema registry, PostgreSQL, the topics, the schemas
 * and the services. What it keeps lies under one data directory, and the next start goes on from
 * there, whatever ended the last one.
 *
 * <p>Made for one start. {@link #close()} may be called at any time from any thread, also while it
 * is starting.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration LEFTOVER_TIMEOUT = Duration.ofSeconds(20);

  private final StackSettings settings;
  private final RunningParts parts = new RunningParts();
  private @Nullable Infrastructure infrastructure;
  private @Nullable ServiceFleet services;

  /** Makes a stack; nothing is started yet. */
  public LocalStack(StackSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts everything and returns when it does its work. What did start is stopped when it fails.
   *
   * @throws IllegalStateException when it cannot be started, with one sentence for the user
   */
  public void start(StackProgress progress) {
    try {
      DataDirectory directory = parts.add(DataDirectory.open(settings.dataDirectory()));
      endLeftovers(settings.dataDirectory());
      parts.add(RunningMark.set(settings.projectDirectory(), settings.dataDirectory()));
      ServiceCommands.checkBuilt(settings);
      PortCheck.check(settings);
      try (var steps = new Steps(progress, parts::close)) {
        infrastructure = new Infrastructure(settings, directory, parts);
        infrastructure.start(steps);
        var commands = new ServiceCommands(settings, directory, infrastructure, identity());
        services = parts.add(new ServiceFleet(settings.services(), commands, settings.patience()));
        services.start(steps);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Stops everything, the services first; returns when all has ended. */
  @Override
  public void close() {
    parts.close();
  }

  /**
   * Stops the installation of a data directory, whichever process runs it, and what a killed one
   * left behind.
   *
   * @param timeout after which it is killed; it may be started again after that, too
   * @return whether there was anything to stop
   * @throws IllegalStateException when a process does not end although it was killed
   */
  public static boolean stop(Path dataDirectory, Duration timeout) {
    Path path = dataDirectory.toAbsolutePath().normalize();
    Optional<ProcessHandle> owner = DataDirectory.owner(path);
    owner.ifPresent(process -> ProcessEnd.of(List.of(process), timeout));
    return endLeftovers(path) || owner.isPresent();
  }

  /** Tells whether an installation runs in a data directory. */
  public static boolean isRunning(Path dataDirectory) {
    return DataDirectory.owner(dataDirectory.toAbsolutePath().normalize()).isPresent();
  }

  /**
   * Tells whether the process that ran the installation of a data directory was killed. What it
   * started may still run: {@link #stop} ends it.
   */
  public static boolean isLeftBehind(Path dataDirectory) {
    return DataDirectory.isLeftBehind(dataDirectory.toAbsolutePath().normalize());
  }

  /** Returns a service of this stack, to kill it or restart it. */
  public ServiceProcess service(Service service) {
    return running(services).get(service);
  }

  /** Returns the parts that run outside this JVM, to start again those that have ended. */
  public List<StackPart> parts() {
    return Stream.concat(
            running(infrastructure).restartable().stream(), running(services).all().stream())
        .toList();
  }

  /**
   * Checks that no process runs an installation in a data directory.
   *
   * @throws IllegalStateException when one does, with one sentence for the user
   */
  public static void requireUnused(Path dataDirectory) {
    DataDirectory.requireUnused(dataDirectory.toAbsolutePath().normalize());
  }

  /** Returns a service's base URL, without a slash at its end. */
  public String url(Service service) {
    return "http://127.0.0.1:" + settings.ports().of(service);
  }

  /** Returns Kafka's address. */
  public String bootstrapServers() {
    return running(infrastructure).bootstrapServers();
  }

  /** Returns the schema registry's URL. */
  public String registryUrl() {
    return running(infrastructure).registryUrl();
  }

  /** Returns the view's database. */
  public Database database() {
    return running(infrastructure).database();
  }

  /** Returns who signs the tokens that this installation accepts. */
  public LocalIdentity identity() {
    return LocalIdentity.of(settings.dataDirectory());
  }

  private static boolean endLeftovers(Path path) {
    boolean services = DataDirectory.endLeftovers(path, LEFTOVER_TIMEOUT);
    return LocalPostgres.stopLeftover(DataDirectory.postgres(path)) || services;
  }

  private static <T> T running(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Expected the stack to be started but it is not");
    }
    return part;
  }
}
