package dev.drydock.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.local.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

  private static final String TOPIC = "kept";

  @TempDir private Path directory;

  @Test
  void shouldKeepCommittedRecordsOnlyWhenRestartedOnOtherPorts() throws Exception {
    // given
    List<Integer> ports = FreePorts.several(4);
    try (var kafka = LocalKafka.start(directory, ports.get(0), ports.get(1), Map.of())) {
      createTopic(kafka);
      write(kafka, "committed", true);
      write(kafka, "aborted", false);
    }

    // when
    try (var kafka = LocalKafka.start(directory, ports.get(2), ports.get(3), Map.of())) {
      write(kafka, "later", true);

      // then
      assertThat(readAll(kafka, 2)).containsExactly("committed", "later");
    }
  }

  @Test
  void shouldRefuseUnknownTopicsWhenWrittenTo() {
    // given
    List<Integer> ports = FreePorts.several(2);
    try (var kafka = LocalKafka.start(directory, ports.get(0), ports.get(1), Map.of());
        var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 1000),
                new StringSerializer(),
                new StringSerializer())) {

      // when, then
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("unknown", "x")).get())
          .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void shouldKeepTheTopicsOfItsCoordinatorsInSmallSegments() throws Exception {
    // given
    List<Integer> ports = FreePorts.several(2);
    try (var kafka = LocalKafka.start(directory, ports.get(0), ports.get(1), Map.of());
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      createTopic(kafka);

      // when
      write(kafka, "committed", true);
      admin
          .alterConsumerGroupOffsets(
              "group", Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(1)))
          .all()
          .get();

      // then
      for (String topic : List.of("__consumer_offsets", "__transaction_state")) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        assertThat(found.get("segment.bytes").value()).as(topic).isEqualTo("4194304");
      }
    }
  }

  private static void createTopic(LocalKafka kafka) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void write(LocalKafka kafka, String value, boolean commit) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, value));
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  private static List<String> readAll(LocalKafka kafka, int atLeast) {
    var partition = new TopicPartition(TOPIC, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      Awaitility.await("the log is read to its end")
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
                return values.size() >= atLeast
                    && consumer.position(partition)
                        == consumer.endOffsets(List.of(partition)).get(partition);
              });
      return values;
    }
  }
}
