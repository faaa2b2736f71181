package dev.drydock.e2e;

import dev.drydock.local.Service;
import dev.drydock.local.process.JavaCommand;
import dev.drydock.local.process.JvmProfile;
import dev.drydock.local.process.ProcessSpec;
import dev.drydock.local.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One more dispatcher beside an installation's own. */
final class SecondDispatcher implements AutoCloseable {

  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final String url;
  private final ServiceProcess process;

  private SecondDispatcher(String url, ServiceProcess process) {
    this.url = url;
    this.process = process;
  }

  /** Starts it; returns when it does its work. */
  static SecondDispatcher start(Installation drydock, Path directory) {
    int port = freePort();
    String url = "http://127.0.0.1:" + port;
    Path home = directory.toAbsolutePath();
    Path jar = Service.DEVICE_DISPATCHER.jar(Path.of(System.getProperty("drydock.project")));
    List<String> arguments =
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--drydock.kafka.bootstrap-servers=" + drydock.bootstrapServers(),
            "--drydock.kafka.schema-registry-url=" + drydock.registryUrl(),
            "--drydock.dispatcher.state-dir=" + home.resolve("state"),
            "--drydock.dispatcher.advertised-address=127.0.0.1:" + port,
            "--drydock.dispatcher.ddi.token-secret-location=" + drydock.deviceTokenSecret());
    ProcessSpec spec =
        new ProcessSpec(
            "second-dispatcher",
            JavaCommand.ofJar(JvmProfile.LEAN.options(), jar, arguments),
            JvmProfile.LEAN.environment(),
            home.resolve("second-dispatcher.log"),
            home.resolve("second-dispatcher.pid"),
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

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a free port", e);
    }
  }
}
