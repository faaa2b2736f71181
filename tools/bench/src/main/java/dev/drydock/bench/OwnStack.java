package dev.drydock.bench;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.http.HttpAddress;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.local.DeviceTokens;
import dev.drydock.local.LocalStack;
import dev.drydock.local.Ports;
import dev.drydock.local.Service;
import dev.drydock.local.StackProgress;
import dev.drydock.local.StackSettings;
import dev.drydock.local.TokenRequest;
import dev.drydock.local.process.JvmProfile;
import dev.drydock.schemas.TopicNames;
import dev.drydock.simulator.Channel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** An installation for one bench: on free ports, in a directory that is removed at the end. */
final class OwnStack implements AutoCloseable {

  private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);
  private static final Duration SIGNAL_POLL = Duration.ofMillis(200);
  private static final String TENANT = "bench";
  private static final TopicNames TOPICS = new TopicNames("");

  private final Path directory;
  private final LocalStack stack;

  private OwnStack(Path directory, LocalStack stack) {
    this.directory = directory;
    this.stack = stack;
  }

  /**
   * Starts one and returns when it does its work.
   *
   * @param home the project, built
   * @param signal ends a start that is under way
   * @throws CommandFailure when it cannot be started or is stopped meanwhile
   */
  static OwnStack start(Path home, int partitions, StopSignal signal, Consumer<String> progress) {
    Path directory = BenchDirectories.make();
    BenchDirectories.clearKilled(directory, progress);
    var stack = new LocalStack(settings(directory, home, partitions));
    var own = new OwnStack(directory, stack);
    try (var watch = Worker.start("stop-watch", end -> closeOn(signal, end, stack))) {
      stack.start(new Told(progress));
      watch.check();
      return own;
    } catch (IllegalStateException e) {
      own.close();
      // with the last lines of a log that is removed now
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | Error e) {
      own.close();
      throw e;
    }
  }

  /** Returns it, to be measured with devices that are reached so. */
  Installation installation(Channel channel) {
    String token =
        stack
            .identity()
            .mint(
                new TokenRequest(
                    TENANT,
                    UUID.randomUUID().toString(),
                    "drydock bench",
                    List.of("TeamworkDevice.ReadWrite.All"),
                    TOKEN_LIFETIME),
                Instant.now());
    return new Installation(
        new HttpAddress(URI.create(stack.url(Service.API_GATEWAY))),
        token,
        TENANT,
        new Cluster(stack.bootstrapServers(), stack.registryUrl(), TOPICS),
        channel == Channel.DDI ? edge() : null,
        StackProcesses.of(directory));
  }

  private DdiEdge edge() {
    return new DdiEdge(
        new HttpAddress(URI.create(stack.url(Service.DEVICE_DISPATCHER))),
        DeviceTokens.of(stack.identity().deviceTokenSecret()));
  }

  @Override
  public void close() {
    stack.close();
    BenchDirectories.remove(directory);
  }

  private static StackSettings settings(Path directory, Path home, int partitions) {
    return StackSettings.builder(directory, home)
        .ports(Ports.free())
        .partitions(partitions)
        .topics(TOPICS)
        .jvmProfile(JvmProfile.THROUGHPUT)
        // the one caller asks for what many would
        .serviceProperty(
            Service.API_GATEWAY, "drydock.gateway.throttle.writes-per-period", "1000000")
        .serviceProperty(
            Service.API_GATEWAY, "drydock.gateway.throttle.reads-per-period", "1000000")
        .serviceProperty(Service.API_GATEWAY, "drydock.gateway.throttle.caller-share", "1")
        .build();
  }

  private static void closeOn(StopSignal signal, BooleanSupplier end, LocalStack stack) {
    while (!end.getAsBoolean()) {
      if (signal.await(SIGNAL_POLL)) {
        stack.close();
        return;
      }
    }
  }

  /** Says what has been started. */
  private record Told(Consumer<String> progress) implements StackProgress {

    @Override
    public void started(String step) {}

    @Override
    public void waiting(String step, Duration since) {}

    @Override
    public void finished(String step, Duration took) {
      progress.accept(step + " is ready");
    }
  }
}
