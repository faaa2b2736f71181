package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BrokerTimesTest {

  private static final TopicPartition ACKS = new TopicPartition("device-acks", 3);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant wall = NOON;
  private final SteadyClock clock = new SteadyClock(() -> wall, () -> 0);
  private final BrokerTimes times = new BrokerTimes(clock);

  @Test
  void shouldMoveTheClockOnWhenABrokerStampedARecordLater() {
    // when
    fetched(NOON.plusSeconds(5), TimestampType.LOG_APPEND_TIME, true);

    // then
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void shouldBelieveNoWritersTime() {
    // when
    fetched(NOON.plusSeconds(5), TimestampType.CREATE_TIME, true);

    // then
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void shouldSetTheClockBackWhenARecordBehindTheEndIsStampedBefore() {
    // given
    times.fetched(ACKS, clock.instant(), List.of(), true);
    wall = wall.minus(HOUR);

    // when
    fetched(wall, TimestampType.LOG_APPEND_TIME, true);

    // then
    assertThat(clock.instant()).isEqualTo(NOON.minus(HOUR));
  }

  @Test
  void shouldLeaveTheClockWhenOldRecordsAreRead() {
    // given
    times.fetched(ACKS, clock.instant(), List.of(), true);
    times.retain(Set.of());
    wall = wall.minus(HOUR);

    // when
    fetched(wall, TimestampType.LOG_APPEND_TIME, false);
    fetched(wall, TimestampType.LOG_APPEND_TIME, false);

    // then
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  private void fetched(Instant stamped, TimestampType type, boolean atEnd) {
    times.fetched(
        ACKS,
        clock.instant(),
        List.of(
            new ConsumerRecord<>(
                ACKS.topic(),
                ACKS.partition(),
                0,
                stamped.toEpochMilli(),
                type,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty())),
        atEnd);
  }
}
