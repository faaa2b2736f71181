package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.RememberedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what this build stores to what was ever stored: {@code history/<name>/<n>.avsc}. Run with
 * {@code -Dschemas.release=true} to add today's schemas to the history.
 */
class StateHistoryTest {

  private static final Path HISTORY = Path.of("src/main/resources/history");

  static Stream<Arguments> states() {
    return Stream.of(
        arguments("dock-state", DockState.getClassSchema()),
        arguments("remembered-request", RememberedRequest.getClassSchema()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void shouldHaveTodaysSchemaInTheHistory(String name, Schema today) throws IOException {
    // given
    List<Schema> released = released(name);
    if (Boolean.getBoolean("schemas.release") && !released.contains(today)) {
      Path next = file(name, released.size() + 1);
      Files.createDirectories(next.getParent());
      Files.writeString(next, SchemaFormatter.format("json/pretty", today) + "\n");
    }

    // when
    List<Schema> history = released(name);

    // then
    assertThat(history)
        .as("the history of %s; -Dschemas.release=true adds today's schema to it", name)
        .isNotEmpty();
    assertThat(history.get(history.size() - 1)).isEqualTo(today);
  }

  @ParameterizedTest
  @MethodSource("states")
  void shouldReadWhatAnyBuildStored(String name, Schema today) throws IOException {
    for (Schema released : released(name)) {
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(today, released).getType())
          .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @Test
  void shouldReadADockThatTheFirstBuildStored() throws IOException {
    // given
    Schema first = released("dock-state").get(0);
    GenericRecord registration =
        new GenericRecordBuilder(first.getField("registration").schema().getTypes().get(1))
            .set("revision", 3)
            .set("registeredAt", 0L)
            .build();
    GenericRecord dock =
        new GenericRecordBuilder(first)
            .set("registration", registration)
            .set("lastDeploymentNumber", 7)
            .build();
    ByteBuffer stored = new BinaryMessageEncoder<>(GenericData.get(), first).encode(dock);

    // when
    DockState read = DockShards.DOCK_STATES.deserializer().deserialize("docks", stored.array());

    // then
    assertThat(read.getLastDeploymentNumber()).isEqualTo(7);
    assertThat(read.getRegistration().getRevision()).isEqualTo(3);
    assertThat(read.getRegistration().getSoftwareVersions()).isEmpty();
  }

  @Test
  void shouldTakeAHolderThatAnEarlierBuildStoredForOneWhoseBridgeWasCommanded() throws IOException {
    // given
    Schema second = released("dock-state").get(1);
    GenericRecord holder =
        new GenericRecordBuilder(second.getField("holder").schema().getTypes().get(1))
            .set("operationId", "op-1")
            .set("deploymentNumber", 7)
            .set("admittedAt", 0L)
            .set("delivered", false)
            .build();
    GenericRecord dock =
        new GenericRecordBuilder(second)
            .set("holder", holder)
            .set("lastDeploymentNumber", 7)
            .build();
    ByteBuffer stored = new BinaryMessageEncoder<>(GenericData.get(), second).encode(dock);

    // when
    DockState read = DockShards.DOCK_STATES.deserializer().deserialize("docks", stored.array());

    // then
    assertThat(DockStateCodec.dock(read).holder())
        .isEqualTo(
            new Holder(
                "op-1",
                7,
                Instant.EPOCH,
                Channel.BRIDGE,
                null,
                false,
                false,
                Withdrawal.NONE,
                false,
                null));
  }

  private static List<Schema> released(String name) throws IOException {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; Files.exists(file(name, version)); version++) {
      schemas.add(new Schema.Parser().parse(Files.readString(file(name, version))));
    }
    return schemas;
  }

  private static Path file(String name, int version) {
    return HISTORY.resolve(name).resolve(version + ".avsc");
  }
}
