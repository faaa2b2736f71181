package dev.drydock.schemas;

import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializerConfig;
import java.util.HashMap;
import java.util.Map;

/** How Confluent's serializers are configured here. */
final class RegistrySettings {

  private RegistrySettings() {}

  static Map<String, Object> forSerializer(Map<String, ?> configs) {
    Map<String, Object> settings = new HashMap<>(configs);
    // Schemas are registered by an explicit step; a service that could register would let a wrong
    // build change the contract.
    settings.putIfAbsent(AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS, false);
    return settings;
  }

  static Map<String, Object> forDeserializer(Map<String, ?> configs) {
    Map<String, Object> settings = new HashMap<>(configs);
    settings.put(KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG, true);
    return settings;
  }
}
