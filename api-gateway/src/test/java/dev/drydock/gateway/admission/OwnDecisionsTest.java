package dev.drydock.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.MessageHeaders;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OwnDecisionsTest {

  private static final TopicPartition PARTITION = new TopicPartition("dispatch-events", 0);

  private final OpenRequests requests = new OpenRequests();
  private final OwnDecisions filter = new OwnDecisions(requests);

  @Test
  void shouldLetThroughOnlyWhatThisInstanceAwaits() {
    // given
    String own = requests.open().address();
    OpenRequests.OpenRequest answered = requests.open();
    requests.close(answered);
    ConsumerRecord<byte[], byte[]> awaited = record(1, own);

    // when
    ConsumerRecords<byte[], byte[]> passed =
        intercept(
            List.of(
                record(0, "other-gateway/1"),
                awaited,
                record(2, answered.address()),
                record(3, null)));

    // then
    assertThat(passed).containsExactly(awaited);
  }

  @Test
  void shouldLetNothingThroughWhenNothingIsAwaited() {
    // when
    ConsumerRecords<byte[], byte[]> passed = intercept(List.of(record(0, "other-gateway/1")));

    // then
    assertThat(passed).isNull();
  }

  private ConsumerRecords<byte[], byte[]> intercept(List<ConsumerRecord<byte[], byte[]>> records) {
    try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest")) {
      return filter.intercept(
          new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()), consumer);
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String replyTo) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(PARTITION.topic(), 0, offset, new byte[0], new byte[] {1});
    if (replyTo != null) {
      MessageHeaders.set(record.headers(), MessageHeaders.REPLY_TO, replyTo);
    }
    return record;
  }
}
