package dev.drydock.projector.stream;

import dev.drydock.projector.core.ViewChanges;
import dev.drydock.schemas.DeadLetterReason;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Keeps the view up to the log. A batch of records is one transaction of the database; when a batch
 * is done, each of its records is in the view, changes nothing there, or is a dead letter.
 *
 * <p>Doing a batch again, in whole or in part, gives the same view, except that rows which were
 * deleted for their age meanwhile come back until they are deleted again. An instance that does a
 * batch again although its partitions are another's by now may also undo a removal that the other
 * has read since: removals have no revision.
 *
 * <p>Not thread-safe: consume with one thread, and with more instances where one is not enough.
 */
public final class ViewProjection {

  private static final Logger LOG = LoggerFactory.getLogger(ViewProjection.class);

  private final BatchReader reader;
  private final ViewWriter writer;
  private final DeadLetterOffice deadLetters;
  private final ProjectionProgress progress;

  public ViewProjection(
      BatchReader reader,
      ViewWriter writer,
      DeadLetterOffice deadLetters,
      ProjectionProgress progress) {
    this.reader = reader;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.progress = progress;
  }

  /**
   * Brings the view up to a batch of records.
   *
   * @param records consumed records, 1 or more, in the order of the log within each partition
   * @throws RuntimeException when the registry, the database or the cluster is away: the whole
   *     batch is to be given again
   */
  public void project(List<ConsumerRecord<byte[], byte[]>> records) {
    Batch batch = reader.read(records);
    int rows = write(batch);
    // After the rows: while the database is away, no letter is written again with each attempt.
    deadLetters.post(batch.letters());
    batch.letters().forEach(ViewProjection::report);
    long newestMs = records.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
    progress.done(rows, batch.letters().size(), records.size(), newestMs);
  }

  private int write(Batch batch) {
    try {
      return writer.write(batch.changes());
    } catch (DataIntegrityViolationException e) {
      return writeOneByOne(batch);
    }
  }

  /** PostgreSQL does not say which row it does not take. */
  private int writeOneByOne(Batch batch) {
    int rows = 0;
    for (Batch.Entry entry : batch.entries()) {
      try {
        rows += writer.write(ViewChanges.fold(List.of(entry.change())));
      } catch (DataIntegrityViolationException e) {
        String message = "Expected values that PostgreSQL takes, but it says: " + rootMessage(e);
        batch.giveUp(reader.letter(entry.raw(), DeadLetterReason.INVALID, message));
      }
    }
    return rows;
  }

  private static String rootMessage(DataIntegrityViolationException e) {
    return String.valueOf(e.getMostSpecificCause().getMessage());
  }

  private static void report(dev.drydock.messages.DeadLetter letter) {
    LOG.atWarn()
        .addKeyValue("topic", letter.getTopic())
        .addKeyValue("partition", letter.getPartition())
        .addKeyValue("offset", letter.getOffset())
        .addKeyValue("reason", letter.getReason())
        .log("A record was written to dead-letters");
  }
}
