package dev.drydock.check.core;

import org.jspecify.annotations.Nullable;

/** What became of an operation. */
public sealed interface StatusEntry {

  /** Returns where it stands. */
  long offset();

  /** Returns the operation. */
  String operationId();

  /**
   * The operation changed.
   *
   * @param offset where it stands
   * @param device the device's key
   * @param operationId the operation
   * @param revision counts the changes from 1
   * @param standing where the operation stands now
   * @param times when it changed, must change and ended
   * @param lateResult what the device said after the end, or null
   * @param cause why it changed
   */
  record Changed(
      long offset,
      String device,
      String operationId,
      int revision,
      Standing standing,
      Times times,
      @Nullable AckKind lateResult,
      LogCause cause)
      implements StatusEntry {

    /** Tells whether all that it changes is a deadline that ran out in an outage. */
    boolean isExtension() {
      return cause instanceof LogCause.Timer timer && timer.name().equals("outage");
    }

    /**
     * Tells whether a decision of the dock caused it. Of ends that is a withdrawal, or another
     * admission, to whose dock an earlier end was told once more.
     */
    boolean isDocksDoing() {
      return cause instanceof LogCause.Input input
          && input.position().topic() == LogTopic.DISPATCH_EVENTS;
    }
  }

  /**
   * The operation is kept no longer.
   *
   * @param offset where it stands
   * @param operationId the operation
   * @param atMs when, by the record's own time, milliseconds since 1970
   */
  record Forgotten(long offset, String operationId, long atMs) implements StatusEntry {}

  /**
   * An operation's times, milliseconds since 1970.
   *
   * @param lastActionAtMs when it changed
   * @param deadlineAtMs when it fails unless the device is heard of before, or null when final
   * @param completedAtMs when it became final, or null before
   */
  record Times(long lastActionAtMs, @Nullable Long deadlineAtMs, @Nullable Long completedAtMs) {}

  /**
   * Where an operation stands.
   *
   * @param state as callers see it
   * @param phase finer, or null when final
   * @param errorCode why it failed, or null
   */
  record Standing(State state, @Nullable Phase phase, @Nullable String errorCode) {

    /** Tells whether the phase is one of the state's. */
    boolean isConsistent() {
      return state.isFinal()
          ? phase == null
          : phase != null && phase.isOf(state) && phase != Phase.UNKNOWN;
    }

    /**
     * Tells whether it is less far than another. The one way back that there is, from a requested
     * cancel to the installation that the device goes on with, does not count.
     */
    boolean isBehind(Standing other) {
      boolean isRefused = other.phase == Phase.CANCEL_REQUESTED && phase == Phase.INSTALLING;
      return state.compareTo(other.state) < 0 || rank() < other.rank() && !isRefused;
    }

    private int rank() {
      return state.isFinal() || phase == null ? Integer.MAX_VALUE : phase.ordinal();
    }

    @Override
    public String toString() {
      String detail = phase != null ? phase.toString() : errorCode;
      return detail == null ? state.toString() : state + " (" + detail + ')';
    }
  }
}
