package dev.drydock.projector.core;

import org.jspecify.annotations.Nullable;

/**
 * Where a partition is read on. Reading records again changes nothing in the view, so that whatever
 * is doubtful is read from the partition's beginning.
 *
 * @param offset the first offset to be read
 * @param gap why records may be missing in the view; null when none are
 */
public record Resumption(long offset, @Nullable Gap gap) {

  /** Why records may be missing in the view. */
  public enum Gap {
    /** The topic was deleted and made anew, or it is another cluster's. */
    TOPIC_REPLACED("topicReplaced"),
    /** Kafka deleted records, for their age or their topic's size, before they were read. */
    RECORDS_DELETED("recordsDeleted"),
    /** The log ends before the position: it lost records, or was put back to an older state. */
    LOG_TRUNCATED("logTruncated");

    private final String word;

    Gap(String word) {
      this.word = word;
    }

    /** Returns the gap's name in the database. */
    public String word() {
      return word;
    }
  }

  /**
   * Returns where a partition is read on.
   *
   * @param known how far it is in the view; null when it is not there at all
   * @param extent what Kafka has of it
   */
  public static Resumption of(@Nullable LogPosition known, LogExtent extent) {
    if (known == null) {
      return new Resumption(extent.begin(), null);
    }
    if (!known.topicId().equals(extent.topicId())) {
      boolean wasUnread = known.nextOffset() == 0;
      return new Resumption(extent.begin(), wasUnread ? null : Gap.TOPIC_REPLACED);
    }
    if (known.nextOffset() < extent.begin()) {
      return new Resumption(extent.begin(), Gap.RECORDS_DELETED);
    }
    if (known.nextOffset() > extent.end()) {
      return new Resumption(extent.begin(), Gap.LOG_TRUNCATED);
    }
    return new Resumption(known.nextOffset(), null);
  }
}
