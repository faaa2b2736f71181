package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

  @Test
  void shouldSpreadArrivalsEvenlyWhenAsked() {
    // given
    var schedule = new ArrivalSchedule(500, 1_000);

    // when
    long hundredth = schedule.intendedNanos(100);

    // then
    assertThat(schedule.intendedNanos(0)).isEqualTo(500);
    assertThat(hundredth).isEqualTo(500 + 100_000_000);
  }

  @Test
  void shouldNotDriftWhenIntervalIsNoWholeNumberOfNanoseconds() {
    // given
    var schedule = new ArrivalSchedule(0, 3);

    // when
    long afterAnHour = schedule.intendedNanos(3 * 3_600);

    // then
    assertThat(afterAnHour).isEqualTo(Duration.ofHours(1).toNanos());
  }

  @Test
  void shouldCountArrivalsBeforeTheEndWhenTimeIsGiven() {
    // given
    var schedule = new ArrivalSchedule(0, 100);

    // when
    long count = schedule.countWithin(Duration.ofMillis(2_500));

    // then
    assertThat(count).isEqualTo(250);
    assertThat(schedule.countWithin(Duration.ZERO)).isZero();
    assertThat(schedule.countWithin(Duration.ofMillis(2_501))).isEqualTo(251);
  }

  @Test
  void shouldRefuseWhenRateIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArrivalSchedule(0, 0))
        .withMessageContaining("more than 0");
  }
}
