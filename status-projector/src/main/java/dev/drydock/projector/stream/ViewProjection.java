package dev.drydock.projector.stream;

import dev.drydock.projector.core.ViewChanges;
import dev.drydock.projector.stream.PositionTable.Step;
import dev.drydock.schemas.DeadLetterReason;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Keeps the view up to the log. A batch of records is one transaction of the database, in which its
 * position in the log moves, too; so each record comes into the view once, whatever becomes of the
 * consumer group's offsets, and whichever instances read it. When a batch is done, each of its
 * records is in the view, changes nothing there, or is a dead letter.
 *
 * <p>Not thread-safe: consume with one thread, and with more instances where one is not enough.
 */
public final class ViewProjection {

  private static final Logger LOG = LoggerFactory.getLogger(ViewProjection.class);

  private final BatchReader reader;
  private final LogPositions positions;
  private final PositionStore store;
  private final ViewWriter writer;
  private final DeadLetterPublisher deadLetters;
  private final ProjectionProgress progress;

  public ViewProjection(
      BatchReader reader,
      LogPositions positions,
      PositionStore store,
      ViewWriter writer,
      DeadLetterPublisher deadLetters,
      ProjectionProgress progress) {
    this.reader = reader;
    this.positions = positions;
    this.store = store;
    this.writer = writer;
    this.deadLetters = deadLetters;
    this.progress = progress;
  }

  /**
   * Brings the view up to a batch of records, or passes over it when the view is elsewhere.
   *
   * @param records consumed records, 1 or more, in the order of the log within each partition
   * @throws RuntimeException when the registry, the database or the cluster is away: the whole
   *     batch is to be given again
   */
  public void project(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Step> steps = positions.steps(records);
    if (steps.isEmpty()) {
      passOver(records.size());
      return;
    }
    Batch batch = reader.read(records);
    int rows;
    try {
      rows = write(batch, steps);
    } catch (PositionMovedException e) {
      positions.locate();
      passOver(records.size());
      return;
    }
    positions.moved(steps);
    batch.letters().forEach(ViewProjection::report);
    long newestMs = records.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
    progress.done(rows, batch.letters().size(), records.size(), newestMs);
  }

  private void passOver(int records) {
    LOG.atInfo().addKeyValue("records", records).log("The view is elsewhere in the log");
    progress.passedOver(records);
  }

  private int write(Batch batch, List<Step> steps) {
    ViewChanges changes = batch.changes();
    writer.forgetHistory(changes);
    try {
      return write(batch, steps, () -> writer.write(changes));
    } catch (DataIntegrityViolationException e) {
      return write(batch, steps, () -> writeOneByOne(batch));
    }
  }

  /**
   * The letters come last: while the database is away, none is written again with each attempt. And
   * before the end of the transaction: behind the position no record is read again.
   */
  private int write(Batch batch, List<Step> steps, IntSupplier rows) {
    return writer.inTransaction(
        () -> {
          store.advance(steps);
          int written = rows.getAsInt();
          deadLetters.post(batch.letters());
          return written;
        });
  }

  /** PostgreSQL does not say which row it does not take. */
  private int writeOneByOne(Batch batch) {
    int rows = 0;
    for (Batch.Entry entry : batch.entries()) {
      try {
        rows += writer.writeApart(ViewChanges.fold(List.of(entry.change())));
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
