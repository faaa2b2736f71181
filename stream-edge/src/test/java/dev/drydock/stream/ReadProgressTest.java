package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadProgressTest {

  private static final TopicPartition ACKS = new TopicPartition("device-acks", 3);
  private static final TopicPartition EVENTS = new TopicPartition("dispatch-events", 3);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final OptionalLong NOTHING = OptionalLong.empty();

  private Instant now = second(60);
  private final ReadProgress progress = new ReadProgress(() -> now);
  private final ReadProgress.OfShard shard = progress.begin(3);

  @Test
  void shouldKnowNothingWhenNothingWasFetched() {
    assertThat(shard.upTo()).isEmpty();
  }

  @Test
  void shouldBeAtTheTimeOfTheFetchWhenThereWasNothingToRead() {
    // when
    progress.fetched(ACKS, NOON, NOTHING, true);
    progress.fetched(EVENTS, NOON, NOTHING, true);

    // then
    assertThat(shard.upTo()).contains(NOON);
  }

  @Test
  void shouldKnowNothingWhenOneInputIsNotAtItsEnd() {
    // when
    progress.fetched(ACKS, NOON, NOTHING, false);
    progress.fetched(EVENTS, NOON, NOTHING, true);

    // then
    assertThat(shard.upTo()).isEmpty();
  }

  @Test
  void shouldReachTheTimeOfTheFetchOnlyWhenAllThatWasFetchedIsHandled() {
    // given
    progress.fetched(EVENTS, NOON, NOTHING, true);
    progress.fetched(ACKS, NOON, OptionalLong.of(8), true);

    // when
    shard.handled("device-acks", 7, second(-20));

    // then
    assertThat(shard.upTo()).contains(second(-20));
    shard.handled("device-acks", 8, second(-10));
    assertThat(shard.upTo()).contains(NOON);
  }

  @Test
  void shouldKeepATimeThatWasReachedWhenMoreIsFetched() {
    // given
    progress.fetched(EVENTS, second(5), NOTHING, true);
    progress.fetched(ACKS, NOON, NOTHING, true);

    // when
    progress.fetched(ACKS, second(5), OptionalLong.of(8), true);

    // then
    assertThat(shard.upTo()).contains(NOON);
  }

  @Test
  void shouldFollowTheRecordsTimesWhenTheEndIsNeverReached() {
    // given
    progress.fetched(EVENTS, NOON, NOTHING, true);
    progress.fetched(ACKS, NOON, OptionalLong.of(100), false);

    // when
    shard.handled("device-acks", 50, second(-30));
    shard.handled("device-acks", 51, second(-40));

    // then
    assertThat(shard.upTo()).contains(second(-30));
  }

  @Test
  void shouldTellHowFarTheOthersAreWhenOneOfThemIsHandled() {
    // given
    progress.fetched(EVENTS, second(5), OptionalLong.of(3), true);
    progress.fetched(ACKS, second(5), OptionalLong.of(100), false);

    // when
    shard.handled("device-acks", 50, second(-30));
    shard.handled("dispatch-events", 3, second(-1));

    // then
    assertThat(shard.upToWithout("dispatch-events")).contains(second(-30));
    assertThat(shard.upToWithout("device-acks")).contains(second(5));
  }

  @Test
  void shouldForgetWhatWasReadWhenTheShardBeginsAnew() {
    // given
    progress.fetched(ACKS, NOON, OptionalLong.of(100), true);
    shard.handled("device-acks", 100, NOON);

    // when
    ReadProgress.OfShard again = progress.begin(3);
    progress.fetched(ACKS, second(1), NOTHING, true);

    // then
    assertThat(again.upTo()).contains(second(1));
  }

  @Test
  void shouldBeAtNoTimeThatHasNotComeWhenARecordIsDatedAhead() {
    // given
    progress.fetched(EVENTS, second(5), NOTHING, true);
    progress.fetched(ACKS, NOON, OptionalLong.of(8), false);
    shard.handled("device-acks", 8, second(90));

    // when
    now = second(4);

    // then
    assertThat(shard.upTo()).contains(second(4));
  }

  @Test
  void shouldForgetWhatWasReachedWhenTheClockIsSetBack() {
    // given
    progress.fetched(ACKS, second(50), NOTHING, true);
    assertThat(shard.upTo()).contains(second(50));

    // when
    progress.fetched(ACKS, NOON, NOTHING, false);

    // then
    assertThat(shard.upTo()).isEmpty();
    progress.fetched(ACKS, second(1), NOTHING, true);
    assertThat(shard.upTo()).contains(second(1));
  }

  @Test
  void shouldKeepShardsApart() {
    // given
    ReadProgress.OfShard other = progress.begin(4);

    // when
    progress.fetched(ACKS, NOON, NOTHING, true);
    progress.fetched(new TopicPartition("device-acks", 5), NOON, NOTHING, true);

    // then
    assertThat(shard.upTo()).contains(NOON);
    assertThat(other.upTo()).isEmpty();
  }

  private static Instant second(int n) {
    return NOON.plusSeconds(n);
  }
}
