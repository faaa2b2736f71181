package dev.drydock.stream;

import dev.drydock.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Keeps Avro records in a service's own stores, in Avro's single-object encoding: the schema's
 * fingerprint stands before the bytes, so that a later build can read what an earlier one stored
 * without asking a registry. Thread-safe.
 *
 * @param <T> the record's type
 */
public final class AvroStateSerde<T extends SpecificRecord> implements Serde<T> {

  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  /**
   * Reads and writes a generated type.
   *
   * @param released schemas that builds have written, this one's among them or not
   */
  public AvroStateSerde(Class<T> type, List<Schema> released) {
    AvroTrust.establish();
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    encoder = new BinaryMessageEncoder<>(model, schema);
    decoder = new BinaryMessageDecoder<>(model, schema);
    released.forEach(decoder::addSchema);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> {
      if (value == null) {
        return null;
      }
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        encoder.encode(value, bytes);
        return bytes.toByteArray();
      } catch (IOException e) {
        throw new UncheckedIOException("Expected to write a state for " + topic, e);
      }
    };
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> {
      if (bytes == null) {
        return null;
      }
      try {
        return decoder.decode(bytes, null);
      } catch (IOException e) {
        throw new UncheckedIOException("Expected a readable state in " + topic, e);
      }
    };
  }
}
