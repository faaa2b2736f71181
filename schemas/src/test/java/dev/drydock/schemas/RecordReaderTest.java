package dev.drydock.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.messages.Actor;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Deadlines;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.RequestUpdate;
import dev.drydock.messages.UpdateCommand;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

  private static final int PARTITIONS = 4;
  private static final Map<String, ?> SETTINGS =
      Map.of("schema.registry.url", "mock://reader-is-given-its-client");
  private static final String KEY = "contoso/room-1";
  private static final int HOME = DeviceKey.partitionOf(KEY, PARTITIONS);

  private final TopicNames names = new TopicNames("");
  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final MessageSerializer serializer = new MessageSerializer(registry);
  private final RecordReader reader =
      new RecordReader(names, "test", PARTITIONS, SETTINGS, registry);

  RecordReaderTest() {
    serializer.configure(SETTINGS, false);
    SchemaSetup.register(registry, names);
  }

  @Test
  void shouldReadARecordOfTheContract() {
    Reading reading = reader.read(raw(HOME, KEY, bytes(ack("room-1"))));

    assertThat(reading).isEqualTo(new Reading.Message(Topic.DEVICE_ACKS, KEY, ack("room-1")));
  }

  @Test
  void shouldNameTheKindInAHeader() {
    RecordHeaders headers = new RecordHeaders();

    serializer.serialize("device-acks", headers, ack("room-1"));

    assertThat(MessageHeaders.text(headers, MessageHeaders.KIND)).isEqualTo("fetched");
  }

  @Test
  void shouldGiveUpARecordUnderAnotherKey() {
    assertThat(letter(raw(HOME, "contoso/room-2", bytes(ack("room-1")))).getReason())
        .isEqualTo("wrongKey");
  }

  @Test
  void shouldGiveUpARecordThatNamesAnotherKeyAmongItsMembers() {
    assertThat(
            letter(raw("dispatch-events", bytes("dispatch-events", delivered("contoso/room-2"))))
                .getReason())
        .isEqualTo("wrongKey");
  }

  @Test
  void shouldGiveUpAnEventWithoutAMemberThatItsKindNeeds() {
    DispatchEvent event = DispatchEvent.newBuilder(delivered(KEY)).setOperationId(null).build();

    DeadLetter letter = letter(raw("dispatch-events", bytes("dispatch-events", event)));

    assertThat(letter.getReason()).isEqualTo("invalid");
    assertThat(letter.getMessage()).contains("operationId");
  }

  @Test
  void shouldReadAnEventOfAKindThatCameAfterThisBuild() {
    DispatchEvent event =
        DispatchEvent.newBuilder(delivered(KEY)).setKind("later").setOperationId(null).build();

    assertThat(reader.read(raw("dispatch-events", bytes("dispatch-events", event))))
        .isEqualTo(new Reading.Message(Topic.DISPATCH_EVENTS, KEY, event));
  }

  @Test
  void shouldGiveUpARecordOnAnotherPartition() {
    assertThat(letter(raw((HOME + 1) % PARTITIONS, KEY, bytes(ack("room-1")))).getReason())
        .isEqualTo("wrongPartition");
  }

  @Test
  void shouldGiveUpARecordWhoseDeviceCannotBe() {
    assertThat(letter(raw(HOME, "contoso/a/b", bytes(ack("a/b")))).getReason())
        .isEqualTo("invalid");
  }

  @Test
  void shouldGiveUpARecordWithoutKeyOrValue() {
    assertThat(letter(new RawRecord("device-acks", 0, 7, 5, null, new byte[1])).getReason())
        .isEqualTo("wrongKey");
    assertThat(letter(raw(HOME, KEY, null)).getReason()).isEqualTo("empty");
  }

  @Test
  void shouldGiveUpARecordWhoseKeyIsTooLong() {
    DeadLetter letter = letter(raw(HOME, "k".repeat(3 << 20), bytes(ack("room-1"))));

    assertThat(letter.getReason()).isEqualTo("invalid");
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap("k".repeat(1_024).getBytes(UTF_8)));
    assertThat(letter.getWholeKeyBytes()).isEqualTo(3 << 20);
    assertThat(letter.getWholeValueBytes()).isNull();
  }

  @Test
  void shouldGiveUpARecordWhoseValueIsTooLong() {
    DeviceAck talkative =
        DeviceAck.newBuilder(ack("room-1")).setMessage("x".repeat(3 << 20)).build();
    byte[] value = bytes(talkative);

    DeadLetter letter = letter(raw(HOME, KEY, value));

    assertThat(letter.getReason()).isEqualTo("invalid");
    assertThat(letter.getWholeValueBytes()).isEqualTo(value.length);
    assertThat(letter.getValue())
        .isEqualTo(ByteBuffer.wrap(value, 0, RawRecord.MAX_LETTER_VALUE_BYTES));
    assertThat(letter.getWholeKeyBytes()).isNull();
  }

  @Test
  void shouldGiveUpARecordWhoseOperationIdIsTooLong() {
    DeviceAck ack = DeviceAck.newBuilder(ack("room-1")).setOperationId("o".repeat(100_000)).build();

    DeadLetter letter = letter(raw(HOME, KEY, bytes(ack)));

    assertThat(letter.getReason()).isEqualTo("invalid");
    assertThat(letter.getMessage()).hasSize(1_000).startsWith("Expected an operation's id");
  }

  @Test
  void shouldReadAHelloThatIsOfNoOperationAndNoOtherAckWithoutOne() {
    DeviceAck hello =
        DeviceAck.newBuilder(ack("room-1")).setKind(DeviceAckKind.HELLO).setOperationId("").build();
    DeviceAck fetch = DeviceAck.newBuilder(ack("room-1")).setOperationId("").build();

    assertThat(reader.read(raw(HOME, KEY, bytes(hello))))
        .isEqualTo(new Reading.Message(Topic.DEVICE_ACKS, KEY, hello));
    assertThat(letter(raw(HOME, KEY, bytes(fetch))).getReason()).isEqualTo("invalid");
  }

  @Test
  void shouldGiveUpARecordWhenTheIdInOneOfItsMembersIsTooLong() {
    UpdateCommand command =
        UpdateCommand.newBuilder()
            .setTenantId("contoso")
            .setDeviceId("room-1")
            .setRequestedAt(Instant.EPOCH)
            .setRequestedBy(new Actor(null, null, null, null, null))
            .setRequestUpdate(
                RequestUpdate.newBuilder()
                    .setOperationId("o".repeat(129))
                    .setSoftwareType("firmware")
                    .setSoftwareVersion("1")
                    .setDeadlines(new Deadlines(1L, 1L, 1L, 1L))
                    .build())
            .build();
    byte[] value = serializer.serialize("update-commands", new RecordHeaders(), command);

    DeadLetter letter =
        letter(new RawRecord("update-commands", HOME, 1, 5, KEY.getBytes(UTF_8), value));

    assertThat(letter.getReason()).isEqualTo("invalid");
  }

  @Property(tries = 30)
  void shouldWriteALetterThatAnyTopicTakesWhateverTheRecordWeighs(
      @ForAll @IntRange(max = 4 << 20) int keyBytes,
      @ForAll @IntRange(max = 4 << 20) int valueBytes,
      @ForAll byte filler) {
    // given
    byte[] key = new byte[keyBytes];
    byte[] value = new byte[valueBytes];
    Arrays.fill(key, filler);
    Arrays.fill(value, filler);

    // when
    DeadLetter letter = letter(new RawRecord("device-acks", 0, 7, 5, key, value));

    // then
    byte[] letterKey = Topic.DEAD_LETTERS.keyOf(letter).getBytes(UTF_8);
    byte[] letterValue = serializer.serialize("dead-letters", new RecordHeaders(), letter);
    assertThat(letterKey.length + letterValue.length).isLessThan(1_000_000);
    assertThat(reader.read(new RawRecord("dead-letters", 0, 0, 0, letterKey, letterValue)))
        .isInstanceOf(Reading.Message.class);
  }

  @Test
  void shouldSeeATombstoneOnACompactedTopic() {
    RawRecord raw = new RawRecord("devices", HOME, 1, 5, KEY.getBytes(UTF_8), null);

    assertThat(reader.read(raw)).isEqualTo(new Reading.Tombstone(Topic.DEVICES, KEY));
  }

  @Test
  void shouldGiveUpARecordOfAnotherTopicsType() {
    RawRecord raw = new RawRecord("devices", HOME, 1, 5, KEY.getBytes(UTF_8), bytes(ack("room-1")));

    assertThat(letter(raw).getReason()).isEqualTo("undecodable");
  }

  @Test
  void shouldKeepTheBytesAndThePlaceOfWhatItGivesUp() {
    byte[] value = "hello".getBytes(UTF_8);

    DeadLetter letter = letter(new RawRecord("device-acks", 3, 42, 5, new byte[] {1}, value));

    assertThat(letter.getTopic()).isEqualTo("device-acks");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getStage()).isEqualTo("test");
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(letter.getAt()).isEqualTo(Instant.ofEpochMilli(5));
  }

  @Test
  void shouldWaitForARegistryThatIsAwayInsteadOfGivingUp() {
    // nothing listens on port 1
    RecordReader remote =
        new RecordReader(
            names, "test", PARTITIONS, Map.of("schema.registry.url", "http://127.0.0.1:1"));

    assertThatThrownBy(() -> remote.read(raw(HOME, KEY, bytes(ack("room-1")))))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("device-acks");
    remote.close();
  }

  @Test
  void shouldRefuseATopicOfAnotherInstallation() {
    assertThatThrownBy(() -> reader.read(new RawRecord("blue.devices", 0, 0, 0, null, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void shouldGiveUpOrReadButNeverFailWhateverTheBytes(
      @ForAll byte[] key, @ForAll byte[] value, @ForAll Topic topic) {
    Reading reading = reader.read(new RawRecord(topic.baseName(), 0, 0, -1, key, value));

    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
  }

  @Property
  void shouldGiveUpOrReadButNeverFailWhenAGoodRecordIsDamaged(
      @ForAll byte noise, @ForAll int place) {
    byte[] value = bytes(ack("room-1"));
    value[Math.floorMod(place, value.length)] ^= noise;

    assertThat(reader.read(raw(HOME, KEY, value))).isNotNull();
  }

  private DeadLetter letter(RawRecord raw) {
    return ((Reading.Unreadable) reader.read(raw)).letter();
  }

  private byte[] bytes(DeviceAck ack) {
    return serializer.serialize("device-acks", new RecordHeaders(), ack);
  }

  private static RawRecord raw(int partition, String key, byte[] value) {
    return new RawRecord("device-acks", partition, 7, 5, key.getBytes(UTF_8), value);
  }

  private static DeviceAck ack(String device) {
    return DeviceAck.newBuilder()
        .setTenantId("contoso")
        .setDeviceId(device)
        .setOperationId("op-1")
        .setKind(DeviceAckKind.FETCHED)
        .setAt(Instant.ofEpochMilli(1))
        .build();
  }

  private static DispatchEvent delivered(String deviceKey) {
    return DispatchEvent.newBuilder()
        .setKind(DispatchEventKind.UPDATE_DELIVERED)
        .setDeviceKey(deviceKey)
        .setTenantId("contoso")
        .setDeviceId("room-1")
        .setAt(Instant.EPOCH)
        .setCausePartition(0)
        .setOperationId("op-1")
        .build();
  }

  private byte[] bytes(String topic, SpecificRecord value) {
    return serializer.serialize(topic, new RecordHeaders(), value);
  }

  private static RawRecord raw(String topic, byte[] value) {
    return new RawRecord(topic, HOME, 7, 5, KEY.getBytes(UTF_8), value);
  }
}
