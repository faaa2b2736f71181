package dev.drydock.e2e;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Leaves records of an aborted transaction on every partition of topics, as a service does that
 * ends in the middle of one: copies of records that are there, with another identity.
 */
final class AbortedTransaction {

  /** In the key and the ids of every record of it. */
  static final String MARK = "aborted";

  private AbortedTransaction() {}

  static void write(Installation drydock, List<TopicRecord> models) {
    KafkaAvroSerializer values = new KafkaAvroSerializer();
    values.configure(
        Map.of("schema.registry.url", drydock.registryUrl(), "auto.register.schemas", false),
        false);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            drydock.bootstrapServers(),
            "transactional.id",
            MARK + UUID.randomUUID());
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
      producer.initTransactions();
      producer.beginTransaction();
      for (TopicRecord model : models) {
        for (int partition = 0; partition < Installation.PARTITIONS; partition++) {
          producer.send(new ProducerRecord<>(model.topic(), partition, MARK, copy(model)));
        }
      }
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static Object copy(TopicRecord model) {
    GenericRecord copy = GenericData.get().deepCopy(model.value().getSchema(), model.value());
    for (String id : List.of("operationId", "deviceKey", "deviceId")) {
      if (copy.hasField(id)) {
        copy.put(id, MARK);
      }
    }
    return copy;
  }
}
