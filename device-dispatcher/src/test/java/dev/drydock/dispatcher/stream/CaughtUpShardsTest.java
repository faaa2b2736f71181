package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CaughtUpShardsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Instant now = NOON;
  private final CaughtUpShards shards = new CaughtUpShards(() -> now);

  @Test
  void shouldNotHaveCaughtUpBeforeAllIsReadThatWasThereWhenItCame() {
    // given
    shards.came(1);

    // when
    shards.readUpTo(1, NOON.minusMillis(1));

    // then
    assertThat(shards.contains(1)).isFalse();
  }

  @Test
  void shouldHaveCaughtUpWhenAllIsReadThatWasThereWhenItCame() {
    // given
    shards.came(1);

    // when
    shards.readUpTo(1, NOON);

    // then
    assertThat(shards.contains(1)).isTrue();
    assertThat(shards.contains(0)).isFalse();
  }

  @Test
  void shouldCatchUpAnewWhenAShardComesAgain() {
    // given
    shards.came(1);
    shards.readUpTo(1, NOON);

    // when
    shards.came(1);

    // then
    assertThat(shards.contains(1)).isFalse();
  }

  @Test
  void shouldHaveCaughtUpWhenAllIsReadThatWasThereWhenTheClockHadBeenSetBack() {
    // given
    shards.came(1);
    now = NOON.minusSeconds(3600);
    shards.readUpTo(1, now.minusMillis(1));
    assertThat(shards.contains(1)).isFalse();

    // when
    shards.readUpTo(1, now);

    // then
    assertThat(shards.contains(1)).isTrue();
  }

  @Test
  void shouldKnowNothingOfAShardThatLeft() {
    // given
    shards.came(1);
    shards.readUpTo(1, NOON);

    // when
    shards.left(1);

    // then
    assertThat(shards.contains(1)).isFalse();
  }

  @Test
  void shouldKnowNothingOfAShardThatNeverCame() {
    // when
    shards.readUpTo(2, NOON.plusSeconds(1));

    // then
    assertThat(shards.contains(2)).isFalse();
  }
}
