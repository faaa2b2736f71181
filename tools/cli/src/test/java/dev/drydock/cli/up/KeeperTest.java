package dev.drydock.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.local.process.StackPart;
import dev.drydock.local.process.StartPatience;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeeperTest {

  private final StringWriter said = new StringWriter();
  private final Scripted part = new Scripted();
  private final Keeper keeper =
      new Keeper(part, new Steps(new PrintWriter(said)), StartPatience.DEFAULT, 0);

  @Test
  void shouldDoNothingWhenPartRuns() {
    // when
    keeper.tend(seconds(1));

    // then
    assertThat(part.starts).isZero();
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void shouldStartAgainAfterASecondWhenPartEnds() {
    // given
    part.alive = false;

    // when
    keeper.tend(seconds(5));
    keeper.tend(seconds(5.9));
    int tooEarly = part.starts;
    keeper.tend(seconds(6));

    // then
    assertThat(tooEarly).isZero();
    assertThat(part.starts).isEqualTo(1);
    assertThat(said.toString())
        .contains("a-service is started again in 1 s, for it has ended; it said: bye (a.log)");
  }

  @Test
  void shouldSayOnceThatItIsReadyWhenStartedAgain() {
    // given
    part.alive = false;
    keeper.tend(0);
    keeper.tend(seconds(1));

    // when
    keeper.tend(seconds(2));
    part.ready = true;
    keeper.tend(seconds(3.5));
    keeper.tend(seconds(4));

    // then
    assertThat(said.toString()).containsOnlyOnce("a-service is ready again after 2.5 s");
  }

  @Test
  void shouldSayOnceThatItIsNotReadyWhenStartedAgainAndSlow() {
    // given
    part.alive = false;
    keeper.tend(0);
    keeper.tend(seconds(1));

    // when
    keeper.tend(seconds(100));
    keeper.tend(seconds(122));
    keeper.tend(seconds(123));

    // then
    assertThat(said.toString()).containsOnlyOnce("a-service is not ready after 121 s; it said:");
  }

  @Test
  void shouldTryAgainLaterWhenStartFails() {
    // given
    part.alive = false;
    part.startFailure = new IllegalStateException("no memory");
    keeper.tend(0);

    // when
    keeper.tend(seconds(1));
    part.startFailure = null;
    keeper.tend(seconds(2.9));
    int tooEarly = part.starts;
    keeper.tend(seconds(3));

    // then
    assertThat(said.toString())
        .contains("a-service is started again in 2 s, for it could not be started: no memory");
    assertThat(tooEarly).isZero();
    assertThat(part.alive).isTrue();
  }

  @Test
  void shouldWaitLongerEachTimeWhenPartKeepsEnding() {
    // given
    var backoff = new Backoff();

    // when
    var waits = Stream.generate(() -> backoff.afterEnd(Duration.ZERO)).limit(7).toList();

    // then
    assertThat(waits)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(backoff.afterEnd(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
  }

  private static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }

  /** A part that does what the test says. */
  private static final class Scripted implements StackPart {
    private int starts;
    private boolean alive = true;
    private boolean ready;
    private @Nullable RuntimeException startFailure;

    @Override
    public String name() {
      return "a-service";
    }

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void start() {
      if (startFailure != null) {
        throw startFailure;
      }
      starts++;
      alive = true;
      ready = false;
    }

    @Override
    public String lastLines(int lines) {
      return "it said: bye (a.log)";
    }
  }
}
