package dev.drydock.consumers;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.Map;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/**
 * Reads values as {@code io.confluent.connect.avro.AvroConverter} does, which Maven Central does
 * not have: Confluent's deserializer, and Confluent's mapping of Avro to Connect's types as
 * Apicurio publishes it. It writes nothing.
 */
public final class ConfluentAvroConverter implements Converter {

  private static final int SCHEMAS = 100;

  private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
  private final AvroData types =
      new AvroData(new AvroDataConfig(Map.of(AvroDataConfig.SCHEMAS_CACHE_SIZE_CONFIG, SCHEMAS)));

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    deserializer.configure(settings, isKey);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] bytes) {
    GenericContainer value = (GenericContainer) deserializer.deserialize(topic, bytes);
    return value == null
        ? SchemaAndValue.NULL
        : types.toConnectData(value.getSchema(), value);
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    throw new UnsupportedOperationException("A sink writes no records");
  }
}
