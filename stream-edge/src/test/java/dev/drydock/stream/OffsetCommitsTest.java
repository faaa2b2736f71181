package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetCommitsTest {

  private static final TopicPartition INPUT = new TopicPartition("device-acks", 3);
  private static final OffsetCommits.Member MEMBER = new OffsetCommits.Member(4, "a");

  private final AtomicLong nanos = new AtomicLong(-5);
  private final OffsetCommits commits = new OffsetCommits(nanos::get);

  @Test
  void shouldWriteTheFirstOffsetsAtOnce() {
    assertThat(commits.areDue(at(10), MEMBER)).isTrue();
  }

  @Test
  void shouldNeverWriteTheSameOffsetsAgainWithNothingElse() {
    // given
    commits.committed(at(10), MEMBER);

    // when
    nanos.addAndGet(100 * OffsetCommits.LONGEST_WAIT.toNanos());

    // then
    assertThat(commits.areDue(at(10), MEMBER)).isFalse();
    assertThat(commits.areDue(Map.of(), MEMBER)).isFalse();
  }

  @Test
  void shouldWriteChangedOffsetsAfterAWhile() {
    // given
    commits.committed(at(10), MEMBER);

    // when
    nanos.addAndGet(OffsetCommits.LONGEST_WAIT.toNanos() - 1);
    boolean early = commits.areDue(at(11), MEMBER);
    nanos.addAndGet(1);

    // then
    assertThat(early).isFalse();
    assertThat(commits.areDue(at(11), MEMBER)).isTrue();
  }

  @Test
  void shouldWriteTheSameOffsetsAgainWhenTheGroupWasFormedAnew() {
    // given
    commits.committed(at(10), MEMBER);

    // then
    assertThat(commits.areDue(at(10), new OffsetCommits.Member(5, "a"))).isTrue();
    assertThat(commits.areDue(at(10), new OffsetCommits.Member(4, "b"))).isTrue();
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
    return Map.of(INPUT, new OffsetAndMetadata(offset));
  }
}
