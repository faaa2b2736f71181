package dev.drydock.projector.stream;

import dev.drydock.messages.DeadLetter;
import dev.drydock.projector.core.Change;
import dev.drydock.projector.core.ViewChanges;
import dev.drydock.schemas.RawRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Consumed records, sorted by what is to become of them. Not thread-safe. */
final class Batch {

  private final List<Entry> entries = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private int irrelevant;

  /**
   * A record that changes the view.
   *
   * @param raw the record as it came
   * @param change what it changes
   */
  record Entry(RawRecord raw, Change change) {}

  /** Adds a record that changes the view, after those that stand before it in the log. */
  void apply(RawRecord raw, Change change) {
    entries.add(new Entry(raw, change));
  }

  /** Adds a record that is given up. */
  void giveUp(DeadLetter letter) {
    letters.add(letter);
  }

  /** Counts a record that does not concern the view. */
  void skip() {
    irrelevant++;
  }

  /** Returns the records that change the view, in the order of the log. */
  List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /** Returns what is to be written to dead-letters. */
  List<DeadLetter> letters() {
    return Collections.unmodifiableList(letters);
  }

  /** Returns how many records do not concern the view. */
  int irrelevant() {
    return irrelevant;
  }

  /** Returns what all records together do to the view. */
  ViewChanges changes() {
    return ViewChanges.fold(entries.stream().map(Entry::change).toList());
  }
}
