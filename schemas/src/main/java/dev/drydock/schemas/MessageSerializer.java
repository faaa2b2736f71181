package dev.drydock.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records with Confluent's serializer and names their kind in a header ({@link
 * MessageHeaders#KIND}). Configured as Confluent's serializer is ({@code schema.registry.url}); it
 * registers no schema unless told to.
 */
public final class MessageSerializer implements Serializer<SpecificRecord> {

  private final KafkaAvroSerializer avro;

  /** For clients that create it by name and configure it. */
  public MessageSerializer() {
    this(new KafkaAvroSerializer());
  }

  /** Uses an existing registry client; {@link #configure} is still to be called. */
  public MessageSerializer(SchemaRegistryClient registry) {
    this(new KafkaAvroSerializer(registry));
  }

  private MessageSerializer(KafkaAvroSerializer avro) {
    AvroTrust.establish();
    this.avro = avro;
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    avro.configure(RegistrySettings.forSerializer(configs), isKey);
  }

  /** Writes without naming the kind; prefer the method with headers. */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
    return avro.serialize(topic, value);
  }

  @Override
  public byte @Nullable [] serialize(
      String topic, Headers headers, @Nullable SpecificRecord value) {
    if (value != null) {
      String kind = MessageKind.of(value);
      if (kind != null) {
        MessageHeaders.set(headers, MessageHeaders.KIND, kind);
      }
    }
    return avro.serialize(topic, headers, value);
  }

  @Override
  public void close() {
    avro.close();
  }
}
