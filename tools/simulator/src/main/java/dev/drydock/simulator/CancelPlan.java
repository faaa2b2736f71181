package dev.drydock.simulator;

import dev.drydock.messages.DeviceAckKind;
import java.util.List;
import java.util.Random;

/**
 * What a device does when it is told to stop. A function of the behaviour, the command and whether
 * the device is still at work.
 *
 * @param outcome what it does
 * @param acks what it says, all at once
 */
record CancelPlan(Outcome outcome, List<PlannedAck> acks) {

  enum Outcome {
    /** It stops, and says so. */
    STOPS,
    /** It says that it goes on, and does. */
    REFUSES,
    /** It stops without a word, for no answer is waited for. */
    IS_FORCED,
    /** It had said its end before, or has fallen silent, and says nothing more. */
    COMES_TOO_LATE
  }

  /** Decides about a command to stop an operation. */
  static CancelPlan of(Behaviour behaviour, ReceivedCommand withdrawal, boolean isAtWork) {
    if (isAtWork && withdrawal.kind() == ReceivedCommand.Kind.WITHDRAW_FORCED) {
      return new CancelPlan(Outcome.IS_FORCED, List.of());
    }
    return of(behaviour, withdrawal.operationId(), isAtWork);
  }

  /** Decides about a request to stop something, which the device may refuse. */
  static CancelPlan of(Behaviour behaviour, String operationId, boolean isAtWork) {
    if (!isAtWork) {
      return new CancelPlan(Outcome.COMES_TOO_LATE, List.of());
    }
    // other numbers than those of the plan to install, which would tie a refusal to its outcome
    Random random = Chance.of(~behaviour.seed(), operationId);
    boolean refuses = random.nextDouble() < behaviour.cancelRefusal();
    PlannedAck answer = answer(refuses);
    boolean isTwice = random.nextDouble() < behaviour.duplicates();
    return new CancelPlan(
        refuses ? Outcome.REFUSES : Outcome.STOPS,
        isTwice ? List.of(answer, answer) : List.of(answer));
  }

  /** A device that has not begun has nothing to refuse. */
  static CancelPlan ofUnbegun() {
    return new CancelPlan(Outcome.STOPS, List.of(answer(false)));
  }

  static PlannedAck answer(boolean refuses) {
    return refuses
        ? PlannedAck.end(DeviceAckKind.CANCEL_REFUSED, "the simulated device cannot stop now")
        : PlannedAck.end(DeviceAckKind.CANCELLED, "stopped");
  }

  /** Tells whether the device leaves its work undone. */
  boolean stops() {
    return outcome == Outcome.STOPS || outcome == Outcome.IS_FORCED;
  }
}
