package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.e2e.SwUpdateAgent.Confirmation;
import dev.drydock.local.Service;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services die while SWUpdate, unchanged, updates a device. */
@ExtendWith(SharedInstallation.class)
class SwUpdateCrashIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Installation drydock;
  @RegisterExtension final SwUpdateBench bench;

  SwUpdateCrashIT(Installation drydock) {
    this.drydock = drydock;
    bench = new SwUpdateBench(drydock);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldSucceedWhenTheDispatcherDiesBeforeTheDeviceConfirms() {
    // given
    bench.publish(bench.image(SwUpdateBench.bytes(SwUpdateBench.SMALL)));
    bench.startAgent();
    Answer accepted = bench.request();
    bench.awaitInstalled(accepted);

    // when
    drydock.service(Service.DEVICE_DISPATCHER).kill();
    try {
      bench.agent().restart(Confirmation.SUCCESS);
    } finally {
      drydock.startAgain(Service.DEVICE_DISPATCHER);
    }

    // then
    bench.caller().awaitStatus(accepted.location(), "successful");
    assertThat(bench.artifacts().begun()).isEqualTo(1);
  }

  @Test
  void shouldSucceedWhenAllOfDrydockDiesWhileTheDeviceDownloads() {
    // given
    byte[] content = SwUpdateBench.bytes(SwUpdateBench.LARGE / 4);
    bench.publish(bench.image(content));
    bench.slowDown();
    bench.startAgent();
    Answer accepted = bench.request();
    bench.awaitDownload();

    // when
    drydock.crash(Service.values());

    // then
    await("the file to be installed")
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(bench.agent().installed()).hasBinaryContent(content));
    bench.agent().restart(Confirmation.SUCCESS);
    bench.caller().awaitStatus(accepted.location(), "successful");
  }
}
