package dev.drydock.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

  private final Clock clock =
      new Clock(Instant.parse("2026-11-23T00:30:00Z"), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "PT0.25S, 250 ms",
    "PT2.39S, 2.3 s",
    "PT59.9S, 59 s",
    "PT1M, 1 min",
    "PT4M5S, 4 min 5 s",
    "PT1H0M30S, 1 h",
    "PT23H59M, 23 h 59 min",
    "P2DT3H20M, 2 d 3 h"
  })
  void shouldSayADurationInItsTwoGreatestUnits(Duration time, String expected) {
    // when
    String said = Clock.span(time);

    // then
    assertThat(said).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T00:29:00Z, 01:29:00 (1 min ago)",
    "2026-11-22T22:30:00Z, 2026-11-22 23:30:00 (2 h ago)",
    "2026-11-23T00:29:59.900Z, 01:29:59 (just now)",
    "2026-11-23T01:30:00Z, 02:30:00 (in 1 h)"
  })
  void shouldSayAMomentAndHowFarItIs(Instant moment, String expected) {
    // when
    String said = clock.from(moment);

    // then
    assertThat(said).isEqualTo(expected);
  }

  @Test
  void shouldKnowThePast() {
    // then
    assertThat(clock.isPast(Instant.EPOCH)).isTrue();
    assertThat(clock.isPast(Instant.parse("2026-11-23T00:30:01Z"))).isFalse();
  }
}
