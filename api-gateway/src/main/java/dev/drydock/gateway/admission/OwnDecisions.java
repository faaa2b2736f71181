package dev.drydock.gateway.admission;

import dev.drydock.schemas.MessageHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.stereotype.Component;

/**
 * Lets only those records of dispatch-events through that a request of this instance waits for. It
 * looks at a header alone, so that with many gateways none decodes what another one asked for.
 */
@Component
final class OwnDecisions implements BatchInterceptor<byte[], byte[]> {

  private final OpenRequests requests;

  OwnDecisions(OpenRequests requests) {
    this.requests = requests;
  }

  @Override
  public @Nullable ConsumerRecords<byte[], byte[]> intercept(
      ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> own = new LinkedHashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> awaited = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (requests.isAwaited(MessageHeaders.text(record.headers(), MessageHeaders.REPLY_TO))) {
          awaited.add(record);
        }
      }
      if (!awaited.isEmpty()) {
        own.put(partition, awaited);
      }
    }
    return own.isEmpty() ? null : new ConsumerRecords<>(own, Map.of());
  }
}
