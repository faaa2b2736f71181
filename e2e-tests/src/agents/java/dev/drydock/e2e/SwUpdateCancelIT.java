package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.e2e.SwUpdateAgent.Confirmation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SWUpdate, unchanged, is told to stop. */
@ExtendWith(SharedInstallation.class)
class SwUpdateCancelIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @RegisterExtension final SwUpdateBench bench;

  SwUpdateCancelIT(Installation drydock) {
    bench = new SwUpdateBench(drydock);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldBeGivenNothingWhenTheUpdateWasCancelledBefore() {
    // given
    bench.publish(bench.image(SwUpdateBench.bytes(SwUpdateBench.SMALL)));
    bench.startAgent();
    bench.agent().stop();
    Answer accepted = bench.request();
    bench.caller().cancel(accepted.location());
    int enough = emptyPolls() + 3;

    // when
    bench.agent().start(Confirmation.NONE);

    // then
    await("the agent's next polls").atMost(TIMEOUT).until(() -> emptyPolls() >= enough);
    assertThat(bench.caller().get(accepted.location()).member("/status")).isEqualTo("cancelled");
    assertThat(bench.artifacts().begun()).isZero();
  }

  @Test
  void shouldStopTheDownloadWhenItIsCancelled() {
    // given
    bench.publish(bench.image(SwUpdateBench.bytes(SwUpdateBench.LARGE)));
    bench.slowDown();
    bench.startAgent();
    Answer accepted = bench.request();
    bench.awaitDownload();
    bench.caller().awaitStatus(accepted.location(), "inProgress");

    // when
    Answer cancelled = bench.caller().cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    Answer end = bench.caller().awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(bench.device().id());
    await("the download to break off")
        .atMost(TIMEOUT)
        .until(() -> bench.artifacts().brokenOff() == 1);
    assertThat(bench.artifacts().begun()).isEqualTo(1);
    assertThat(bench.caller().history(accepted.location()).text())
        .contains("cancellation acknowledged.");
  }

  /** The agent says yes to each cancel that it hears of; only a device's own cares for more. */
  @Test
  void shouldBeCancelledWhenTheAgentWaitsForItsRestartOnly() {
    // given
    bench.publish(bench.image(SwUpdateBench.bytes(SwUpdateBench.SMALL)));
    bench.startAgent();
    Answer accepted = bench.request();
    bench.awaitInstalled(accepted);

    // when
    bench.caller().cancel(accepted.location());

    // then
    assertThat(bench.caller().awaitEnd(accepted.location()).member("/status"))
        .isEqualTo("cancelled");
    assertThat(bench.agent().installed()).exists();
  }

  private int emptyPolls() {
    return bench.agent().printed().split("No pending action", -1).length - 1;
  }
}
