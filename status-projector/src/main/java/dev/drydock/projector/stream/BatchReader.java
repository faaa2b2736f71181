package dev.drydock.projector.stream;

import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.projector.core.Change;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.RawRecord;
import dev.drydock.schemas.Reading;
import dev.drydock.schemas.RecordReader;
import dev.drydock.schemas.Topic;
import dev.drydock.schemas.TopicNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads consumed records into what they change. Not thread-safe, as its {@link RecordReader}. */
public final class BatchReader {

  /** The service's name in dead letters. */
  public static final String STAGE = "status-projector";

  /** Of the docks' decisions, those that no record on operation-status follows. */
  private static final Set<String> RELEVANT_EVENTS =
      Set.of(
          DispatchEventKind.UPDATE_CONFLICTED,
          DispatchEventKind.UPDATE_REFUSED,
          DispatchEventKind.UPDATE_SKIPPED);

  private final TopicNames names;
  private final RecordReader reader;

  public BatchReader(TopicNames names, RecordReader reader) {
    this.names = names;
    this.reader = reader;
  }

  /**
   * Reads records.
   *
   * @param records in the order of the log within each partition
   * @throws dev.drydock.schemas.RegistryUnavailableException when the schema registry could not be
   *     asked; nothing is lost by reading all of them again
   */
  Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    Batch batch = new Batch();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (isIrrelevant(record)) {
        batch.skip();
      } else {
        read(RawRecord.of(record), batch);
      }
    }
    return batch;
  }

  /** Returns the dead letter for a record that was read. */
  DeadLetter letter(RawRecord raw, DeadLetterReason reason, String message) {
    String topic = names.topic(raw.topic()).map(Topic::baseName).orElse(raw.topic());
    return raw.toDeadLetter(topic, STAGE, reason, message);
  }

  private void read(RawRecord raw, Batch batch) {
    Reading reading = reader.read(raw);
    if (reading instanceof Reading.Unreadable unreadable) {
      batch.giveUp(unreadable.letter());
      return;
    }
    try {
      change(reading).ifPresentOrElse(change -> batch.apply(raw, change), batch::skip);
    } catch (InvalidMessageException e) {
      batch.giveUp(letter(raw, e.reason(), e.explanation()));
    }
  }

  /** By the header alone: most of the docks' decisions need not be decoded. */
  private boolean isIrrelevant(ConsumerRecord<byte[], byte[]> record) {
    if (names.topic(record.topic()).orElse(null) != Topic.DISPATCH_EVENTS) {
      return false;
    }
    String kind = MessageHeaders.text(record.headers(), MessageHeaders.KIND);
    return kind != null && !RELEVANT_EVENTS.contains(kind);
  }

  private static Optional<Change> change(Reading reading) {
    return reading instanceof Reading.Tombstone tombstone
        ? Optional.of(MessageCodec.change(tombstone))
        : MessageCodec.change((Reading.Message) reading);
  }
}
