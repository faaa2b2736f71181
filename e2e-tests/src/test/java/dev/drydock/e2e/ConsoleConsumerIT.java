package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has the registry's address and Confluent's deserializer reads along, without any of ours. */
@ExtendWith(SharedInstallation.class)
class ConsoleConsumerIT {

  private final Installation drydock;
  private final GraphClient caller;

  ConsoleConsumerIT(Installation drydock) {
    this.drydock = drydock;
    this.caller = drydock.caller("contoso");
  }

  @Test
  void shouldDecodeStatusesWhenTheConsumerKnowsNothingOfUs() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    device.succeed(accepted.operationId());
    caller.awaitStatus(accepted.location(), "successful");

    // when
    List<GenericRecord> statuses = statusesOf(accepted.operationId());

    // then
    assertThat(statuses)
        .extracting(status -> status.get("state").toString())
        .containsExactly("queued", "successful");
    assertThat(statuses)
        .extracting(status -> status.get("deviceId").toString())
        .containsOnly(device.id());
  }

  private List<GenericRecord> statusesOf(String operationId) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", drydock.bootstrapServers(),
            "isolation.level", "read_committed",
            "schema.registry.url", drydock.registryUrl());
    KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
    avro.configure(settings, false);
    List<GenericRecord> found = new ArrayList<>();
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), avro)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("operation-status").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Awaitility.await("both statuses of " + operationId)
          .until(
              () -> {
                for (ConsumerRecord<String, Object> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (operationId.equals(record.key())) {
                    found.add((GenericRecord) record.value());
                  }
                }
                return found.size() >= 2;
              });
    }
    return found;
  }
}
