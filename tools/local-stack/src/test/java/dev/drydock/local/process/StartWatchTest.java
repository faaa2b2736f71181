package dev.drydock.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWatchTest {

  private static final StartPatience PATIENCE = StartPatience.of(Duration.ofSeconds(10));

  @TempDir private Path directory;

  private long nanos;

  @Test
  void shouldWaitOnWhileTheLogGrows() throws Exception {
    // given
    Path log = Files.writeString(directory.resolve("a.log"), "1");
    StartWatch watch = watch(idle(), log);
    at(9);
    Files.writeString(log, "2", StandardOpenOption.APPEND);

    // when
    var whenItGrew = watch.verdict();
    at(18);
    var soonAfter = watch.verdict();
    at(20);
    var later = watch.verdict();

    // then
    assertThat(whenItGrew).isEmpty();
    assertThat(soonAfter).isEmpty();
    assertThat(later).hasValueSatisfying(v -> assertThat(v).contains("no progress for 11 s"));
  }

  @Test
  void shouldWaitOnWhileTheProcessorIsUsed() throws Exception {
    // given
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      StartWatch watch = watch(busy.toHandle(), directory.resolve("none"));
      long used = 0;
      while (used < Duration.ofMillis(300).toNanos()) {
        used = busy.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
      }
      at(9);

      // when
      watch.verdict();
      at(15);

      // then
      assertThat(watch.verdict()).isEmpty();
    } finally {
      busy.destroyForcibly();
    }
  }

  @Test
  void shouldGiveUpInTheEndAlthoughTheLogGrows() throws Exception {
    // given
    Path log = directory.resolve("a.log");
    StartWatch watch = watch(idle(), log);
    for (int second = 5; second <= 50; second += 5) {
      Files.writeString(log, "again\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      at(second);
      assertThat(watch.verdict()).isEmpty();
    }

    // when
    at(51);

    // then
    assertThat(watch.verdict()).contains("is not ready after 51 s");
  }

  private StartWatch watch(ProcessHandle process, Path log) {
    return new StartWatch(process, log, PATIENCE, () -> nanos);
  }

  private void at(long seconds) {
    nanos = Duration.ofSeconds(seconds).toNanos();
  }

  /** A process that has ended: its time does not change. */
  private static ProcessHandle idle() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    return ended.toHandle();
  }
}
