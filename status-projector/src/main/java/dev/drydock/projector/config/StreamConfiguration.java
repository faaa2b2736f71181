package dev.drydock.projector.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.drydock.projector.stream.BatchReader;
import dev.drydock.projector.stream.DeadLetterPublisher;
import dev.drydock.projector.stream.FirstAssignment;
import dev.drydock.projector.stream.LogPositions;
import dev.drydock.projector.stream.PositionStore;
import dev.drydock.projector.stream.ProjectionHealth;
import dev.drydock.projector.stream.ProjectionProgress;
import dev.drydock.projector.stream.RawBatchConverter;
import dev.drydock.projector.stream.RetryForeverErrorHandler;
import dev.drydock.projector.stream.ViewLag;
import dev.drydock.projector.stream.ViewProjection;
import dev.drydock.projector.stream.ViewWriter;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.settings.KafkaSettings;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import tools.jackson.databind.json.JsonMapper;

/** From Kafka to the view. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class StreamConfiguration {

  /** How long one request to the registry may take; a batch that needs it is tried again. */
  private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(5);

  /** How long the cluster may take to store a batch's dead letters. */
  private static final Duration POST_TIMEOUT = Duration.ofSeconds(30);

  @Bean
  Consumer<List<ConsumerRecord<byte[], byte[]>>> project(ViewProjection projection) {
    return projection::project;
  }

  @Bean
  ViewProjection viewProjection(
      BatchReader reader,
      LogPositions positions,
      PositionStore store,
      DataSource view,
      DeadLetterPublisher letters,
      ProjectionProgress progress) {
    ViewWriter writer = new ViewWriter(view, compactJson());
    return new ViewProjection(reader, positions, store, writer, letters, progress);
  }

  @Bean
  RecordReader recordReader(KafkaSettings kafka) {
    // 0: a record on another partition than its device's is taken too, as its revision orders it;
    // without a revision, the order of removals and of rejected requests is their partition's
    return new RecordReader(kafka.names(), BatchReader.STAGE, 0, registry(kafka));
  }

  @Bean
  BatchReader batchReader(KafkaSettings kafka, RecordReader reader) {
    return new BatchReader(kafka.names(), reader);
  }

  @Bean
  DefaultKafkaProducerFactory<String, SpecificRecord> letterProducers(KafkaSettings kafka) {
    Map<String, Object> settings = new HashMap<>(registry(kafka));
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, BatchReader.STAGE);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) POST_TIMEOUT.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) POST_TIMEOUT.toMillis() / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) POST_TIMEOUT.toMillis());
    return new DefaultKafkaProducerFactory<>(
        settings, new StringSerializer(), new MessageSerializer());
  }

  @Bean
  KafkaTemplate<String, SpecificRecord> letterTemplate(
      DefaultKafkaProducerFactory<String, SpecificRecord> letterProducers) {
    return new KafkaTemplate<>(letterProducers);
  }

  @Bean
  DeadLetterPublisher deadLetterPublisher(
      KafkaSettings kafka, KafkaTemplate<String, SpecificRecord> letterTemplate) {
    return new DeadLetterPublisher(
        letterTemplate, kafka.names().of(Topic.DEAD_LETTERS), POST_TIMEOUT);
  }

  @Bean
  ProjectionProgress projectionProgress(MeterRegistry meters) {
    return new ProjectionProgress(meters, Clock.systemUTC());
  }

  @Bean
  FirstAssignment assignment(LogPositions positions) {
    return new FirstAssignment(positions::assigned, positions::revoked);
  }

  @Bean
  ProjectionHealth projection(ProjectionProgress progress, ViewLag lag) {
    return new ProjectionHealth(progress, lag);
  }

  @Bean
  CommonErrorHandler retryForeverErrorHandler(ProjectionProgress progress) {
    return RetryForeverErrorHandler.errorHandler(progress);
  }

  @Bean
  RawBatchConverter rawBatchConverter() {
    return new RawBatchConverter();
  }

  private static JsonMapper compactJson() {
    return JsonMapper.builder()
        .changeDefaultPropertyInclusion(
            usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  private static Map<String, Object> registry(KafkaSettings kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.registry());
    int timeoutMs = (int) REGISTRY_TIMEOUT.toMillis();
    settings.put(AbstractKafkaSchemaSerDeConfig.HTTP_CONNECT_TIMEOUT_MS, timeoutMs);
    settings.put(AbstractKafkaSchemaSerDeConfig.HTTP_READ_TIMEOUT_MS, timeoutMs);
    // the batch is tried again: one layer of retries
    settings.put(AbstractKafkaSchemaSerDeConfig.MAX_RETRIES_CONFIG, 0);
    return settings;
  }
}
