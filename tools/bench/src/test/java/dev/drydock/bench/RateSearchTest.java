package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {

  private static final int MOST_STEPS = 30;

  private final RateSearch search = new RateSearch();

  @ParameterizedTest
  @ValueSource(ints = {15, 40, 99, 100, 733, 1_000, 2_500, 9_999})
  void shouldComeCloseWhenThereIsOneLimit(int limit) {
    // when
    int steps = 0;
    for (OptionalInt next = search.next();
        next.isPresent() && steps < MOST_STEPS;
        next = search.next()) {
      search.tried(next.getAsInt(), next.getAsInt() <= limit);
      steps++;
    }

    // then
    assertThat(steps).isLessThan(MOST_STEPS);
    assertThat(search.highestSustained()).isBetween((int) (limit / 1.25), limit);
  }

  @Test
  void shouldEndWithNoneWhenNothingIsSustained() {
    // when
    for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
      search.tried(next.getAsInt(), false);
    }

    // then
    assertThat(search.highestSustained()).isZero();
    assertThat(search.isFinished()).isTrue();
  }

  @Test
  void shouldGoOnFromEarlierRunsWhenTheyAreKnown() {
    // when
    search.tried(100, true);
    search.tried(1_000, false);

    // then
    assertThat(search.next()).hasValue(550);
    assertThat(search.highestSustained()).isEqualTo(100);
  }

  @Test
  void shouldStepUpWhenAllWereSustained() {
    // when
    search.tried(100, true);
    search.tried(1_000, true);

    // then
    assertThat(search.next()).hasValue(1_500);
    assertThat(search.isFinished()).isFalse();
  }
}
