package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What polls tell, with Kafka's own mock of a consumer. */
class PolledInputsTest {

  private static final TopicPartition ACKS = new TopicPartition("device-acks", 3);
  private static final TopicPartition COMMANDS = new TopicPartition("update-commands", 3);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final SteadyClock clock = new SteadyClock(() -> NOON, () -> 0);
  private final ReadProgress progress = new ReadProgress(clock);
  private final ReadProgress.OfShard shard = progress.begin(3);
  private final PolledInputs inputs = new PolledInputs(progress, clock);
  private final List<TopicPartition> askedForLag = new ArrayList<>();
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public synchronized OptionalLong currentLag(TopicPartition partition) {
          askedForLag.add(partition);
          return super.currentLag(partition);
        }
      };

  @BeforeEach
  void assign() {
    consumer.assign(Set.of(ACKS));
    consumer.updateBeginningOffsets(Map.of(ACKS, 0L, COMMANDS, 0L));
    consumer.updateEndOffsets(Map.of(ACKS, 0L, COMMANDS, 0L));
  }

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void shouldBeAtTheTimeOfThePollWhenThereWasNothingToRead() {
    // when
    poll(NOON.minusSeconds(1));

    // then
    assertThat(shard.upTo()).contains(NOON.minusSeconds(1));
  }

  @Test
  void shouldNotBeAtThatTimeWhileThereIsMoreToRead() {
    // given
    consumer.updateEndOffsets(Map.of(ACKS, 2L));

    // when
    poll(NOON);

    // then
    assertThat(shard.upTo()).isEmpty();
  }

  @Test
  void shouldBeAtThatTimeOnceWhatThePollGaveIsHandled() {
    // given
    consumer.updateEndOffsets(Map.of(ACKS, 1L));
    consumer.addRecord(new ConsumerRecord<>(ACKS.topic(), 3, 0, new byte[0], new byte[0]));

    // when
    poll(NOON);

    // then
    assertThat(shard.upTo()).isEmpty();
    shard.handled(ACKS.topic(), 0, NOON.minusSeconds(60));
    assertThat(shard.upTo()).contains(NOON);
  }

  @Test
  void shouldTellNothingOfAPartitionThatIsPaused() {
    // given
    consumer.pause(Set.of(ACKS));

    // when
    poll(NOON);

    // then
    assertThat(shard.upTo()).isEmpty();
    assertThat(askedForLag).isEmpty();
  }

  @Test
  void shouldStayWhereItWasWhileAPartitionIsPaused() {
    // given
    poll(NOON.minusSeconds(2));
    consumer.pause(Set.of(ACKS));

    // when
    poll(NOON.minusSeconds(1));

    // then
    assertThat(shard.upTo()).contains(NOON.minusSeconds(2));
  }

  @Test
  void shouldTellOfTheOthersWhileOneIsPaused() {
    // given
    consumer.assign(Set.of(ACKS, COMMANDS));
    consumer.pause(Set.of(ACKS));

    // when
    poll(NOON);

    // then
    assertThat(askedForLag).containsExactly(COMMANDS);
  }

  private void poll(Instant asked) {
    inputs.polled(consumer, asked, consumer.poll(Duration.ZERO));
  }
}
