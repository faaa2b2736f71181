package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessTimesTest {

  @Test
  void shouldAddChildrenThatEndedWhenReadingStat() {
    // given: a command may hold anything, and the four times are 250, 50, 70 and 30 ticks
    String stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 1 2 3 4 250 50 70 30 20 0 1 0 9 8 7";

    // when
    Duration time = ProcessTimes.parse(stat);

    // then
    assertThat(time).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void shouldCountChildrenWhenTheyWork() throws Exception {
    // given
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "(while :; do :; done) & child=$!; read -r line; kill $child")
            .start();
    var times = new ProcessTimes(Map.of("shell", shell.toHandle()));

    // when
    try {
      await("the shell's child has worked")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(times.now().get("shell")).isGreaterThan(Duration.ofMillis(50)));
    } finally {
      shell.getOutputStream().close();
      shell.onExit().join();
    }

    // then
    assertThat(times.now()).containsEntry("shell", null);
  }
}
