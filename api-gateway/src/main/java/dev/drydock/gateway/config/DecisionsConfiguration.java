package dev.drydock.gateway.config;

import dev.drydock.gateway.admission.DecisionListener;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/** Binds the reading of decisions to their topic (application.yml, binding {@code decisions}). */
@Configuration(proxyBeanMethods = false)
class DecisionsConfiguration {

  @Bean
  Consumer<Message<List<byte[]>>> decisions(DecisionListener listener) {
    return batch -> listener.decided(records(batch));
  }

  /** Passes the records on as they are: a decision's place and headers are needed to read it. */
  @Bean
  BatchMessagingMessageConverter rawRecords() {
    BatchMessagingMessageConverter converter = new BatchMessagingMessageConverter(null);
    converter.setRawRecordHeader(true);
    converter.setHeaderMapper(new NoHeaders());
    return converter;
  }

  @SuppressWarnings("unchecked")
  private static List<ConsumerRecord<byte[], byte[]>> records(Message<List<byte[]>> batch) {
    return (List<ConsumerRecord<byte[], byte[]>>)
        Objects.requireNonNull(batch.getHeaders().get(KafkaHeaders.RAW_DATA));
  }

  /** Maps no header: they are read from the records themselves. */
  private static final class NoHeaders implements KafkaHeaderMapper {

    @Override
    public void fromHeaders(MessageHeaders headers, Headers target) {
      // nothing is written through this binding
    }

    @Override
    public void toHeaders(Headers source, Map<String, Object> headers) {
      // see above
    }
  }
}
