package dev.drydock.check.core;

import org.jspecify.annotations.Nullable;

/** What became of an operation. */
public sealed interface StatusEntry {

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
   * @param lastActionAtMs when it changed, milliseconds since 1970
   * @param deadlineAtMs when it fails unless the device is heard of before, or null when final
   * @param cause why it changed
   */
  record Changed(
      long offset,
      String device,
      String operationId,
      int revision,
      Standing standing,
      long lastActionAtMs,
      @Nullable Long deadlineAtMs,
      LogCause cause)
      implements StatusEntry {

    /**
     * Tells whether this is an end that was told once more: to a dock that admitted the operation
     * again. Ends themselves are caused by acks and timers.
     */
    boolean isToldAgain() {
      return standing.state().isFinal()
          && cause instanceof LogCause.Input input
          && input.position().topic() == LogTopic.DISPATCH_EVENTS;
    }
  }

  /**
   * The operation is kept no longer.
   *
   * @param operationId the operation
   */
  record Forgotten(String operationId) implements StatusEntry {}

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
          : phase != null && phase != Phase.UNKNOWN && phase.state() == state;
    }

    /** Returns how far it is: later phases and final states are greater. */
    int rank() {
      return state.isFinal() || phase == null ? Integer.MAX_VALUE : phase.ordinal();
    }

    @Override
    public String toString() {
      String detail = phase != null ? phase.toString() : errorCode;
      return detail == null ? state.toString() : state + " (" + detail + ')';
    }
  }
}
