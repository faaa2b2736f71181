package dev.drydock.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.RefusalReason;
import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.MessageSerializer;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.RegistryUnavailableException;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchReaderTest {

  private static final TopicNames NAMES = new TopicNames("yard-");
  private static final byte[] GARBAGE = bytes("no record");

  private final String registry = "mock://" + UUID.randomUUID();
  private final MessageSerializer serializer = new MessageSerializer();
  private final RecordReader recordReader = recordReader(registry);
  private final BatchReader reader = new BatchReader(NAMES, recordReader);

  @BeforeEach
  void configure() {
    serializer.configure(
        Map.of("schema.registry.url", registry, "auto.register.schemas", true), false);
  }

  @AfterEach
  void close() {
    recordReader.close();
    serializer.close();
  }

  @Test
  void shouldSortRecordsByWhatIsToBecomeOfThem() {
    Batch batch =
        reader.read(
            List.of(
                record(Messages.status("t", "d", "op-1", 1).build()),
                record(Messages.released("t", "d", "op-0")),
                record(Messages.conflicted("t", "d", "op-2")),
                record(Topic.DEVICES, "t/d", GARBAGE, null),
                record(Messages.device("t", "d", 1).build()),
                record(Topic.DEVICES, "t/d2", null, null)));

    assertThat(batch.entries())
        .extracting(entry -> entry.change().getClass().getSimpleName())
        .containsExactly("OperationChanged", "OperationChanged", "DeviceChanged", "DeviceGone");
    assertThat(batch.letters()).extracting(DeadLetter::getReason).containsExactly("undecodable");
    assertThat(batch.irrelevant()).isEqualTo(1);
    assertThat(batch.changes().devices().gone()).containsExactly(DeviceId.of("t", "d2"));
  }

  @Test
  void shouldNotDecodeAnEventWhenItsHeaderTellsThatItIsIrrelevant() {
    Batch batch =
        reader.read(List.of(record(Topic.DISPATCH_EVENTS, "t/d", GARBAGE, "updateAdmitted")));

    assertThat(batch.irrelevant()).isEqualTo(1);
    assertThat(batch.letters()).isEmpty();
  }

  @Test
  void shouldDecodeAnEventWhenItHasNoHeader() {
    ConsumerRecord<byte[], byte[]> conflicted = record(Messages.conflicted("t", "d", "op-2"));
    conflicted.headers().remove(MessageHeaders.KIND);
    ConsumerRecord<byte[], byte[]> released = record(Messages.released("t", "d", "op-0"));
    released.headers().remove(MessageHeaders.KIND);

    Batch batch = reader.read(List.of(conflicted, released));

    assertThat(batch.entries())
        .singleElement()
        .extracting(Batch.Entry::change)
        .isInstanceOf(Change.OperationChanged.class);
    assertThat(batch.irrelevant()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldReadTheSameFromAnEventWithAndWithoutItsHeader(String kind) {
    DispatchEvent event =
        DispatchEvent.newBuilder(Messages.conflicted("t", "d", "op-2"))
            .setKind(kind)
            .setReason(RefusalReason.DEVICE_UNKNOWN)
            .build();
    ConsumerRecord<byte[], byte[]> bare = record(event);
    bare.headers().remove(MessageHeaders.KIND);

    Batch batch = reader.read(List.of(record(event)));

    assertThat(batch.entries())
        .extracting(Batch.Entry::change)
        .isEqualTo(reader.read(List.of(bare)).entries().stream().map(Batch.Entry::change).toList());
  }

  private static Stream<String> kinds() {
    return Arrays.stream(DispatchEventKind.class.getFields()).map(BatchReaderTest::text);
  }

  private static String text(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldSayWhereAndWhyWhenAMessageIsInvalid() {
    Batch batch =
        reader.read(
            List.of(record(Messages.status("t", "d", "op-1", 1).setState("later").build())));

    DeadLetter letter = batch.letters().get(0);
    assertThat(letter.getTopic()).isEqualTo("operation-status");
    assertThat(letter.getStage()).isEqualTo("status-projector");
    assertThat(letter.getReason()).isEqualTo("unknownKind");
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(bytes("op-1")));
    assertThat(batch.entries()).isEmpty();
  }

  @Test
  void shouldGiveUpTheWholeBatchWhenTheRegistryIsAway() throws IOException {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(record(Messages.device("t", "d", 1).build()));

    try (RecordReader lonely = recordReader("http://127.0.0.1:" + closedPort)) {
      BatchReader withoutRegistry = new BatchReader(NAMES, lonely);
      assertThatThrownBy(() -> withoutRegistry.read(records))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  private ConsumerRecord<byte[], byte[]> record(SpecificRecord value) {
    Topic topic = Topic.of(value.getClass());
    RecordHeaders headers = new RecordHeaders();
    byte[] bytes = serializer.serialize(NAMES.of(topic), headers, value);
    return record(topic, topic.keyOf(value), bytes, MessageHeaders.text(headers, "drydock-kind"));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      Topic topic, String key, byte @Nullable [] value, @Nullable String kind) {
    RecordHeaders headers = new RecordHeaders();
    if (kind != null) {
      MessageHeaders.set(headers, MessageHeaders.KIND, kind);
    }
    byte[] keyBytes = bytes(key);
    return new ConsumerRecord<>(
        NAMES.of(topic),
        3,
        42,
        Messages.REQUESTED.toEpochMilli(),
        TimestampType.CREATE_TIME,
        keyBytes.length,
        value == null ? 0 : value.length,
        keyBytes,
        value,
        headers,
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RecordReader recordReader(String registry) {
    return new RecordReader(
        NAMES, BatchReader.STAGE, 0, Map.of("schema.registry.url", registry, "max.retries", 0));
  }
}
