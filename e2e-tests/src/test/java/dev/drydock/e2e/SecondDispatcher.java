package dev.drydock.e2e;

import dev.drydock.local.Ports;
import dev.drydock.local.Service;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.JvmProfile;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One more dispatcher beside an installation's own. */
final class SecondDispatcher implements AutoCloseable {

  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final String url;
  private final ServiceProcess process;

  private SecondDispatcher(String url, ServiceProcess process) {
    this.url = url;
    this.process = process;
  }

  /**
   * Starts it; returns when it does its work.
   *
   * @param directory laid out as that of an installation, so that the next run finds what is left
   */
  static SecondDispatcher start(Installation drydock, Path directory) {
    int port = Ports.free().dispatcher();
    String url = "http://127.0.0.1:" + port;
    Path home = directory.toAbsolutePath();
    Path jar = Service.DEVICE_DISPATCHER.jar(Path.of(System.getProperty("drydock.project")));
    List<String> arguments =
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--drydock.kafka.bootstrap-servers=" + drydock.bootstrapServers(),
            "--drydock.kafka.schema-registry-url=" + drydock.registryUrl(),
            "--drydock.stream.state-dir=" + home.resolve("state"),
            "--drydock.dispatcher.advertised-address=127.0.0.1:" + port,
            "--drydock.dispatcher.ddi.token-secret-location=" + drydock.deviceTokenSecret());
    ProcessSpec spec =
        new ProcessSpec(
            "second-dispatcher",
            JavaCommand.ofJar(options(home), jar, arguments),
            JvmProfile.LEAN.environment(),
            home.resolve("second-dispatcher.log"),
            home.resolve("processes").resolve("second-dispatcher"),
            URI.create(url + "/actuator/health/readiness"),
            ProcessSpec.STOP_TIMEOUT);
    SecondDispatcher second = new SecondDispatcher(url, new ServiceProcess(spec));
    try {
      second.restart();
    } catch (RuntimeException e) {
      second.close();
      throw e;
    }
    return second;
  }

  /** Returns its base URL, without a slash at its end. */
  String url() {
    return url;
  }

  /** Kills it, as a crash would. */
  void kill() {
    process.kill();
  }

  /** Starts it after its end; returns when it does its work. */
  void restart() {
    process.start();
    process.awaitReady(READY_TIMEOUT);
  }

  @Override
  public void close() {
    process.close();
  }

  /** What it unpacks stays in its own directory, also when it is killed. */
  private static List<String> options(Path home) {
    try {
      Path temporary = Files.createDirectories(home.resolve("tmp"));
      return Stream.concat(
              JvmProfile.LEAN.options().stream(), Stream.of("-Djava.io.tmpdir=" + temporary))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make a directory in " + home, e);
    }
  }
}
