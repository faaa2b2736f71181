package dev.drydock.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.projector.stream.PositionTable.Step;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a batch reads, found out with a Kafka that must not be asked. */
class LogPositionsTest {

  private static final TopicNames NAMES = new TopicNames("yard-");

  private final LogPositions positions =
      new LogPositions(
          new PositionStore(new PGSimpleDataSource(), NAMES, Clock.systemUTC()),
          new LogExtents(away(), List.of(), Duration.ofSeconds(1)));

  @Test
  void shouldNotAskKafkaWhenABatchOfACompactedTopicBeginsBehindAGap() {
    // given
    TopicPartition partition = readUpTo(Topic.OPERATION_STATUS, 5);

    // when
    List<Step> steps = positions.steps(List.of(record(partition, 9)));

    // then
    assertThat(steps).containsExactly(new Step(partition, 5, 10, ConsumerRecord.NO_TIMESTAMP));
  }

  @Test
  void shouldNotAskKafkaWhenABatchBeginsWhereTheViewIs() {
    // given
    TopicPartition partition = readUpTo(Topic.DISPATCH_EVENTS, 5);

    // when
    List<Step> steps = positions.steps(List.of(record(partition, 5)));

    // then
    assertThat(steps).containsExactly(new Step(partition, 5, 6, ConsumerRecord.NO_TIMESTAMP));
  }

  @Test
  void shouldAskKafkaWhenABatchBeginsBehindAGapOfATopicWhoseRecordsAreDeleted() {
    // given
    TopicPartition partition = readUpTo(Topic.DISPATCH_EVENTS, 5);

    // when / then
    assertThatThrownBy(() -> positions.steps(List.of(record(partition, 9))))
        .hasMessage("asked listOffsets");
  }

  private TopicPartition readUpTo(Topic topic, long next) {
    TopicPartition partition = new TopicPartition(NAMES.of(topic), 3);
    positions.moved(List.of(new Step(partition, 0, next, 0)));
    return partition;
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
  }

  private static Admin away() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("asked " + method.getName());
            });
  }
}
