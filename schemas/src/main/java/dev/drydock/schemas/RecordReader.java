package dev.drydock.schemas;

import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.OperationStatus;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kafka records of the catalogue's topics. What is not of the contract becomes a dead letter;
 * nothing else is thrown than {@link RegistryUnavailableException}. Not thread-safe: one for each
 * thread.
 */
public final class RecordReader implements AutoCloseable {

  private final TopicNames names;
  private final String stage;
  private final int partitions;
  private final KafkaAvroDeserializer avro;
  private final SchemaLookup schemas;
  private final boolean ownsRegistry;

  /**
   * Reads with a registry client made from the settings.
   *
   * @param names the installation's topics
   * @param stage the service that reads, as it stands in dead letters
   * @param partitions how many partitions the fleet topics have; 0 when the reader need not check
   *     that records stand where they belong
   * @param settings of Confluent's deserializer, {@code schema.registry.url} among them
   */
  public RecordReader(TopicNames names, String stage, int partitions, Map<String, ?> settings) {
    this(names, stage, partitions, settings, new KafkaAvroDeserializer(), true);
  }

  /** Reads with an existing registry client, which stays open. */
  public RecordReader(
      TopicNames names,
      String stage,
      int partitions,
      Map<String, ?> settings,
      SchemaRegistryClient registry) {
    this(names, stage, partitions, settings, new KafkaAvroDeserializer(registry), false);
  }

  private RecordReader(
      TopicNames names,
      String stage,
      int partitions,
      Map<String, ?> settings,
      KafkaAvroDeserializer avro,
      boolean ownsRegistry) {
    AvroTrust.establish();
    this.names = names;
    this.stage = stage;
    this.partitions = partitions;
    this.avro = avro;
    this.ownsRegistry = ownsRegistry;
    avro.configure(RegistrySettings.forDeserializer(settings), false);
    schemas = new SchemaLookup(avro.getSchemaRegistryClient(), names);
  }

  /**
   * Reads one record.
   *
   * @throws RegistryUnavailableException when the registry could not be asked for the record's
   *     schema: the record may be good, and is to be read again later
   * @throws IllegalArgumentException when the topic is not one of the installation
   */
  public Reading read(RawRecord raw) {
    Topic topic =
        names
            .topic(raw.topic())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected a topic of this installation, but it is \"" + raw.topic() + '"'));
    String complaint = topic == Topic.DEAD_LETTERS ? null : RecordLimits.complaint(raw);
    if (complaint != null) {
      return unreadable(raw, topic, DeadLetterReason.INVALID, complaint);
    }
    String key = text(raw.key());
    if (key == null) {
      return unreadable(
          raw, topic, DeadLetterReason.WRONG_KEY, "Expected a key in UTF-8, but there is none.");
    }
    return raw.value() == null ? empty(raw, topic, key) : decode(raw, topic, key, raw.value());
  }

  @Override
  public void close() {
    if (ownsRegistry) {
      avro.close();
    }
  }

  private Reading empty(RawRecord raw, Topic topic, String key) {
    if (topic.cleanup() == Topic.Cleanup.COMPACT) {
      return new Reading.Tombstone(topic, key);
    }
    return unreadable(
        raw, topic, DeadLetterReason.EMPTY, "Expected a value, but the record has none.");
  }

  private Reading decode(RawRecord raw, Topic topic, String key, byte[] bytes) {
    Object value;
    try {
      schemas.find(raw, topic, bytes);
    } catch (SchemaLookup.UnknownSchemaException e) {
      return unreadable(raw, topic, DeadLetterReason.UNDECODABLE, undecodable(topic, e));
    }
    try {
      value = avro.deserialize(raw.topic(), new RecordHeaders(), bytes);
    } catch (RuntimeException e) {
      // Bytes that are no record make Confluent's and Avro's classes throw almost anything, a
      // BufferUnderflowException for a record of three bytes among it.
      return unreadable(raw, topic, DeadLetterReason.UNDECODABLE, undecodable(topic, e));
    }
    if (!topic.valueType().isInstance(value)) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.UNDECODABLE,
          "Expected a "
              + topic.valueType().getSimpleName()
              + ", but the value is of another type.");
    }
    return placed(raw, topic, key, (SpecificRecord) value);
  }

  private Reading placed(RawRecord raw, Topic topic, String key, SpecificRecord value) {
    String expected = topic.keyOf(value);
    if (!expected.equals(key)) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.WRONG_KEY,
          "Expected the key \"" + expected + "\", but it is \"" + key + "\".");
    }
    String member = Topic.keyMember(value);
    if (member != null && !member.equals(key)) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.WRONG_KEY,
          "Expected the key among the members, \"" + key + "\", but it is \"" + member + "\".");
    }
    String missing = value instanceof DispatchEvent event ? EventMembers.missing(event) : null;
    if (missing != null) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.INVALID,
          "Expected " + missing + " in an event of its kind, but it is null.");
    }
    if (!topic.isPartitionedByDevice() || topic == Topic.DEAD_LETTERS) {
      return new Reading.Message(topic, key, value);
    }
    String device = deviceKey(key, value);
    if (!DeviceKey.isKey(device)) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.INVALID,
          "Expected a tenant's and a device's id, but they are \"" + device + "\".");
    }
    String wrongId = RecordLimits.wrongOperationId(value);
    if (wrongId != null) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.INVALID,
          "Expected an operation's id of "
              + DeviceKey.ID_RULE
              + ", but it is \""
              + wrongId
              + "\".");
    }
    int home = partitions > 0 ? DeviceKey.partitionOf(device, partitions) : raw.partition();
    if (home != raw.partition()) {
      return unreadable(
          raw,
          topic,
          DeadLetterReason.WRONG_PARTITION,
          "Expected the record on partition " + home + ", but it is on " + raw.partition() + ".");
    }
    return new Reading.Message(topic, key, value);
  }

  private Reading unreadable(RawRecord raw, Topic topic, DeadLetterReason reason, String message) {
    return new Reading.Unreadable(raw.toDeadLetter(topic.baseName(), stage, reason, message));
  }

  private static String deviceKey(String key, SpecificRecord value) {
    return value instanceof OperationStatus status
        ? DeviceKey.format(status.getTenantId(), status.getDeviceId())
        : key;
  }

  private static String undecodable(Topic topic, Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "Expected a "
        + topic.valueType().getSimpleName()
        + " in a schema of the registry, but decoding it says: "
        + root.getMessage();
  }

  /** Strict: bytes that are no UTF-8 give null, so that two keys never look alike. */
  private static @Nullable String text(byte @Nullable [] key) {
    if (key == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
