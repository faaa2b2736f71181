package dev.drydock.cli.up;

import dev.drydock.kit.terminal.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What an installation has to begin with: two releases, and devices to install them on. */
final class Seed {

  static final String SOFTWARE_TYPE = "teamsClient";
  static final String SOFTWARE_VERSION = "1.0.96.22";
  static final String ID_PREFIX = "device-";

  private static final String FIRMWARE_VERSION = "2.4.1";

  /** Each request waits for its decision from the log, most of the time. */
  private static final int REQUESTS_AT_ONCE = 16;

  private final GatewayClient gateway;
  private final StopSignal signal;

  /** Registers no further device once the signal is raised. */
  Seed(GatewayClient gateway, StopSignal signal) {
    this.gateway = gateway;
    this.signal = signal;
  }

  /** Puts the releases into the catalogue. */
  void putReleases() {
    gateway.putRelease(SOFTWARE_TYPE, SOFTWARE_VERSION);
    gateway.putRelease("firmware", FIRMWARE_VERSION);
  }

  /**
   * Registers those of the devices {@code device-1} to {@code device-count} that are not there yet:
   * what people have noted about one is kept.
   *
   * @throws dev.drydock.kit.terminal.CommandFailure when the gateway refuses one
   */
  void registerDevices(int count) {
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
    try {
      List<Future<?>> requests = new ArrayList<>();
      IntStream.rangeClosed(1, count).forEach(i -> requests.add(threads.submit(() -> register(i))));
      for (Future<?> request : requests) {
        await(request);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void register(int number) {
    if (!signal.isRaised()) {
      gateway.registerDevice(ID_PREFIX + number);
    }
  }

  private static void await(Future<?> request) {
    try {
      request.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while devices were registered", e);
    }
  }
}
