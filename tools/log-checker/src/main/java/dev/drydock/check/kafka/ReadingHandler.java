package dev.drydock.check.kafka;

import dev.drydock.schemas.Reading;

/** Takes the records of a partition one by one. */
interface ReadingHandler {

  /**
   * Takes a record.
   *
   * @param offset where it stands
   * @param timestampMs its own time, milliseconds since 1970
   */
  void accept(long offset, long timestampMs, Reading reading);
}
