package dev.drydock.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.messages.Actor;
import dev.drydock.messages.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.junit.jupiter.api.Test;

class AvroStateSerdeTest {

  private static final Cause CAUSE = new Cause("device-acks", 1, 2L, null, null);

  @Test
  void shouldReadWhatItWrote() {
    AvroStateSerde<Cause> serde = new AvroStateSerde<>(Cause.class, List.of());

    byte[] bytes = serde.serializer().serialize("store", CAUSE);

    assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(CAUSE);
  }

  @Test
  void shouldKeepATombstoneATombstone() {
    AvroStateSerde<Cause> serde = new AvroStateSerde<>(Cause.class, List.of());

    assertThat(serde.serializer().serialize("store", null)).isNull();
    assertThat(serde.deserializer().deserialize("store", null)).isNull();
  }

  @Test
  void shouldReadWhatAnEarlierBuildWroteWhenItsSchemaIsNamed() {
    // given
    Schema today = Actor.getClassSchema();
    Schema earlier =
        Schema.createRecord(
            today.getName(),
            today.getDoc(),
            today.getNamespace(),
            false,
            List.of(
                new Schema.Field(
                    today.getField("applicationId"), today.getField("applicationId").schema())));
    var record = new GenericData.Record(earlier);
    record.put("applicationId", "app");
    byte[] bytes = EarlierBuild.write(earlier, record);

    // when
    Actor actor =
        new AvroStateSerde<>(Actor.class, List.of(earlier)).deserializer().deserialize("s", bytes);

    // then
    assertThat(actor).isEqualTo(new Actor("app", null, null, null, null));
  }

  @Test
  void shouldFailLoudlyWhenTheStateIsOfAnUnknownSchema() {
    byte[] bytes =
        new AvroStateSerde<>(Cause.class, List.of()).serializer().serialize("store", CAUSE);

    assertThatThrownBy(
            () ->
                new AvroStateSerde<>(Actor.class, List.of())
                    .deserializer()
                    .deserialize("store", bytes))
        .isInstanceOf(MissingSchemaException.class);
  }

  private static final class EarlierBuild {
    static byte[] write(Schema schema, GenericData.Record record) {
      try {
        var encoded =
            new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), schema).encode(record);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
