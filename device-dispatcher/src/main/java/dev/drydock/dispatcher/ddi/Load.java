package dev.drydock.dispatcher.ddi;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows how much is at work, and what is to be taken in addition: agents retry whatever they are
 * answered, but a final report is sent once. Thread-safe.
 */
final class Load {

  private final LoadSettings settings;
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger elsewhere = new AtomicInteger();

  /** How much of it is at which instance; one that has nothing is forgotten. */
  private final ConcurrentMap<URI, Integer> byInstance = new ConcurrentHashMap<>();

  Load(LoadSettings settings) {
    this.settings = settings;
  }

  /** What a call is worth when there are too many. */
  enum Weight {
    /** A poll. */
    POLL,
    /** A fetch, or a word that is not the last. */
    PROGRESS,
    /** All else. */
    CLOSING
  }

  /** A call begins. */
  void enter() {
    atWork.incrementAndGet();
  }

  /** It has ended. */
  void leave() {
    atWork.decrementAndGet();
  }

  /**
   * Tells whether a call that has begun is to be taken. Those at work elsewhere do not count: an
   * instance that hangs must not take the others with it.
   */
  boolean isTaken(Weight weight) {
    return isWithin(atWork.get() - elsewhere.get(), weight, limit(weight));
  }

  /** A call begins to be at work at another instance; returns false when it is not to. */
  boolean tryForward(Weight weight, URI instance) {
    elsewhere.incrementAndGet();
    if (isWithin(byInstance.merge(instance, 1, Integer::sum), weight, settings.forwarded())) {
      return true;
    }
    endForward(instance);
    return false;
  }

  /** It is not any more. */
  void endForward(URI instance) {
    byInstance.computeIfPresent(instance, (key, count) -> count == 1 ? null : count - 1);
    elsewhere.decrementAndGet();
  }

  private int limit(Weight weight) {
    return weight == Weight.POLL ? settings.polls() : settings.progress();
  }

  private static boolean isWithin(int calls, Weight weight, int limit) {
    return weight == Weight.CLOSING || calls <= limit;
  }
}
