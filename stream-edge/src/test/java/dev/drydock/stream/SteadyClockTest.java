package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant wall = NOON;
  private long nanos = -7;
  private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

  @Test
  void shouldGoAsTheWallClockGoes() {
    // when
    pass(Duration.ofDays(3));

    // then
    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(3)));
  }

  @Test
  void shouldNotJumpForwardWithTheWallClock() {
    // when
    wall = wall.plus(HOUR);
    pass(Duration.ofMinutes(1));

    // then
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void shouldGoOnWhenTheWallClockIsSetBack() {
    // when
    wall = wall.minus(HOUR);
    pass(Duration.ofMinutes(1));

    // then
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void shouldFollowAJumpForwardWhenTheLogConfirmsIt() {
    // given
    wall = wall.plus(HOUR.multipliedBy(50));

    // when
    clock.heard(wall, null);

    // then
    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void shouldFollowTheLogOnlyAsFarAsItIsWhenTheWallClockIsFurther() {
    // given
    wall = wall.plus(HOUR);

    // when
    clock.heard(NOON.plusSeconds(2), null);

    // then
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void shouldFollowABrokersClockAloneByAnHourAtMost() {
    // when
    clock.heard(NOON.plus(HOUR).plusMillis(1), null);
    Instant unmoved = clock.instant();
    clock.heard(NOON.plus(HOUR), null);

    // then
    assertThat(unmoved).isEqualTo(NOON);
    assertThat(clock.instant()).isEqualTo(NOON.plus(HOUR));
  }

  @Test
  void shouldFollowAJumpBackWhenARecordConfirmsItThatWasWrittenSince() {
    // given
    wall = wall.minus(HOUR);

    // when
    clock.heard(wall, NOON);

    // then
    assertThat(clock.instant()).isEqualTo(NOON.minus(HOUR));
  }

  @Test
  void shouldNotFollowAJumpBackWhenARecordMayHaveBeenWrittenBeforeIt() {
    // given
    wall = wall.minus(HOUR);

    // when
    clock.heard(wall, null);

    // then
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void shouldNotFollowAJumpBackWhenTheLogGoesOn() {
    // given
    wall = wall.minus(HOUR);

    // when
    clock.heard(NOON.minusMillis(5), NOON);

    // then
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void shouldNotGoBackWhenABrokersClockAloneIsBehind() {
    // when
    clock.heard(NOON.minus(HOUR), NOON);

    // then
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void shouldFollowASmallStepAtOnceAndNotOneMoreSoSoon() {
    // given
    wall = wall.plusMillis(900);
    Instant followed = clock.instant();

    // when
    wall = wall.plusMillis(900);

    // then
    assertThat(followed).isEqualTo(NOON.plusMillis(900));
    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(1_000));
    pass(Duration.ofSeconds(1_000));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1_000).plusMillis(1_500));
    pass(Duration.ofSeconds(1_000));
    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void shouldFollowAClockThatIsSlewedForWeeks() {
    // when
    for (int minute = 0; minute < 30 * 24 * 60; minute++) {
      nanos += Duration.ofMinutes(1).toNanos();
      wall = wall.plus(Duration.ofMinutes(1)).plusMillis(29);
      clock.instant();
    }

    // then
    assertThat(clock.instant()).isEqualTo(wall);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }
}
