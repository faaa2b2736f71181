package dev.drydock.projector.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Up to which time the view has all records, found out by looking again and again at how far the
 * log goes and how far the view is. Not thread-safe.
 *
 * @param <K> names a partition
 */
public final class Completeness<K> {

  private final Map<K, Progress> partitions = new HashMap<>();

  /**
   * Takes a look.
   *
   * @param nowMs when the ends of the log were read, milliseconds since 1970
   * @param log what Kafka has
   * @param view how far the view is; a partition that is not in the view at all is not there
   * @return up to when the view has all records, milliseconds since 1970; null when that is not
   *     known, as of a view that is empty
   */
  public @Nullable Long look(long nowMs, Map<K, LogExtent> log, Map<K, LogPosition> view) {
    partitions.keySet().retainAll(log.keySet());
    long all = nowMs;
    boolean isKnown = true;
    for (Map.Entry<K, LogExtent> partition : log.entrySet()) {
      Long until =
          partitions
              .computeIfAbsent(partition.getKey(), key -> new Progress())
              .look(nowMs, partition.getValue(), view.get(partition.getKey()));
      isKnown &= until != null;
      all = until == null ? all : Math.min(all, until);
    }
    return isKnown ? all : null;
  }

  /** Of one partition. */
  private static final class Progress {

    /** Until when all is in the view, as far as looks have told. */
    private @Nullable Long until;

    /** How far the log went at a look, which the view had not reached then. */
    private long goal;

    private long goalAtMs;
    private boolean hasGoal;
    private long lastOffset;

    @Nullable Long look(long nowMs, LogExtent log, @Nullable LogPosition view) {
      if (view == null || !view.topicId().equals(log.topicId()) || view.nextOffset() < lastOffset) {
        until = null;
        hasGoal = false;
      }
      if (view == null || !view.topicId().equals(log.topicId())) {
        lastOffset = 0;
        return log.isEmpty() ? Long.valueOf(nowMs) : null;
      }
      lastOffset = view.nextOffset();
      if (hasGoal && lastOffset >= goal) {
        until = goalAtMs;
        hasGoal = false;
      }
      if (lastOffset >= log.end()) {
        until = nowMs;
        hasGoal = false;
      } else if (!hasGoal) {
        goal = log.end();
        goalAtMs = nowMs;
        hasGoal = true;
      }
      return later(until, passed(view.logTimeMs(), nowMs));
    }

    /** A record that is dated ahead says nothing of how far the view is. */
    private static @Nullable Long passed(@Nullable Long logTimeMs, long nowMs) {
      return logTimeMs == null || logTimeMs > nowMs ? null : logTimeMs;
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return Math.max(one, other);
    }
  }
}
