package dev.drydock.check.rules;

import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation stands.
 *
 * @param state as callers see it
 * @param phase finer, or null when final
 * @param errorCode why it failed, or null
 */
record Standing(String state, @Nullable String phase, @Nullable String errorCode) {

  private static final Set<String> FINAL =
      Set.of(OperationState.SUCCESSFUL, OperationState.FAILED, OperationState.CANCELLED);

  /** In the order in which they follow; none of the final ones follows another. */
  private static final List<String> STATES =
      List.of(
          OperationState.QUEUED,
          OperationState.IN_PROGRESS,
          OperationState.SUCCESSFUL,
          OperationState.FAILED,
          OperationState.CANCELLED);

  /** In the order in which they follow. */
  private static final List<String> PHASES =
      List.of(
          OperationPhase.ADMITTED,
          OperationPhase.DELIVERED,
          OperationPhase.DOWNLOADING,
          OperationPhase.INSTALLING,
          OperationPhase.CANCEL_REQUESTED);

  private static final Map<String, Set<String>> PHASES_OF_STATE =
      Map.of(
          OperationState.QUEUED,
          Set.of(
              OperationPhase.ADMITTED, OperationPhase.DELIVERED, OperationPhase.CANCEL_REQUESTED),
          OperationState.IN_PROGRESS,
          Set.of(
              OperationPhase.DOWNLOADING,
              OperationPhase.INSTALLING,
              OperationPhase.CANCEL_REQUESTED));

  /** Returns where a status says that its operation stands; equal words are one text. */
  static Standing of(OperationStatus status) {
    return new Standing(
        status.getState().intern(), intern(status.getPhase()), intern(status.getErrorCode()));
  }

  /** Tells whether nothing may follow a state. */
  static boolean isFinal(String state) {
    return FINAL.contains(state);
  }

  boolean isFinal() {
    return isFinal(state);
  }

  boolean isCancelRequested() {
    return OperationPhase.CANCEL_REQUESTED.equals(phase);
  }

  /** Tells whether the phase is one of the state's. */
  boolean isConsistent() {
    return isFinal()
        ? phase == null
        : phase != null && PHASES_OF_STATE.getOrDefault(state, Set.of()).contains(phase);
  }

  /**
   * Tells whether it is less far than another. The one way back that there is, from a requested
   * cancel to the installation that the device goes on with, does not count.
   */
  boolean isBehind(Standing other) {
    boolean isRefused = other.isCancelRequested() && OperationPhase.INSTALLING.equals(phase);
    return STATES.indexOf(state) < STATES.indexOf(other.state)
        || rank() < other.rank() && !isRefused;
  }

  private int rank() {
    return isFinal() || phase == null ? Integer.MAX_VALUE : PHASES.indexOf(phase);
  }

  private static @Nullable String intern(@Nullable String word) {
    return word == null ? null : word.intern();
  }

  @Override
  public String toString() {
    String detail = phase != null ? phase : errorCode;
    return detail == null ? state : state + " (" + detail + ')';
  }
}
