package dev.drydock.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One device: where it is, and nothing that follows from its script, for there may be 100,000 of
 * them. Deployments are numbered upwards, so the latest one it was given is all it has to remember.
 * Not thread-safe.
 */
final class DdiDevice {

  private final int number;
  private boolean isDescribed;

  /** The deployment that it has taken up last, or learned of by a cancel; 0 for none. */
  private int latest;

  private long startedNanos;

  /** How many words of the latest are said. */
  private int said;

  private boolean isOpen;
  private boolean isEndSaid;

  /** The deployment whose cancel it is answering; 0 for none. */
  private int cancelled;

  /** The deployment whose cancel it does not answer; 0 for none. */
  private int ignored;

  private int cancelAnswers;
  private boolean isRefusing;

  private int tries;
  private boolean isSpeaking;
  private long wakeNanos;

  DdiDevice(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  boolean isDescribed() {
    return isDescribed;
  }

  void described() {
    isDescribed = true;
  }

  /** Tells whether a deployment is one that it has not taken up yet. */
  boolean isNew(int deployment) {
    return deployment > latest;
  }

  /** Tells whether it has more to say of the latest deployment. */
  boolean isOpen() {
    return isOpen;
  }

  /** Takes a deployment up; what it had still to say of an earlier one is left out. */
  AckPlan take(int deployment, DdiScript script, long nowNanos) {
    AckPlan plan = script.plan(number, deployment);
    latest = deployment;
    startedNanos = nowNanos;
    said = 0;
    tries = 0;
    isEndSaid = false;
    isOpen = !plan.acks().isEmpty();
    return plan;
  }

  /** Tells whether a cancel that is listed is one to be fetched, and not known already. */
  boolean isNewCancel(int deployment) {
    return deployment != 0 && deployment != cancelled && deployment != ignored;
  }

  /** Hears that a deployment is to be stopped. */
  CancelPlan cancel(int deployment, DdiScript script) {
    CancelPlan plan =
        isNew(deployment)
            ? CancelPlan.ofUnbegun()
            : script.cancelPlan(number, deployment, isAtWork(deployment));
    latest = Math.max(latest, deployment);
    isOpen &= !plan.stops();
    if (plan.acks().isEmpty()) {
      ignored = deployment;
    } else {
      cancelled = deployment;
      cancelAnswers = plan.acks().size();
      isRefusing = !plan.stops();
      tries = 0;
    }
    return plan;
  }

  /** Returns what it says next; null for nothing. */
  @Nullable DdiWord next(DdiScript script, long nowNanos) {
    if (cancelled != 0) {
      return new DdiWord(cancelled, true, CancelPlan.answer(isRefusing), nowNanos);
    }
    if (!isOpen) {
      return null;
    }
    PlannedAck ack = script.plan(number, latest).acks().get(said);
    return new DdiWord(latest, false, ack, startedNanos + ack.afterNanos());
  }

  /** Says a word for the first time, or once more. */
  void speaks(DdiWord word) {
    isSpeaking = true;
    isEndSaid |= !word.isOfCancel() && word.ack().isEnd() && word.number() == latest;
  }

  /** Returns how often the present word was not heard, this time included. */
  int unanswered() {
    isSpeaking = false;
    return ++tries;
  }

  /** Is done with a word: it was heard, or is given up. */
  void done(DdiWord word, DdiScript script) {
    isSpeaking = false;
    tries = 0;
    if (word.isOfCancel()) {
      answeredCancel(word.number());
    } else if (word.number() == latest && isOpen) {
      said++;
      isOpen = said < script.plan(number, latest).acks().size();
    }
  }

  /** Tells whether a word is on its way. */
  boolean isSpeaking() {
    return isSpeaking;
  }

  /** Is to be woken at a time, and not at any earlier one that was agreed upon. */
  void wakeAt(long nanos) {
    wakeNanos = nanos;
  }

  /** Tells whether it is to be woken at this time. */
  boolean isWokenAt(long nanos) {
    return !isSpeaking && wakeNanos == nanos;
  }

  private void answeredCancel(int deployment) {
    if (cancelled == deployment && --cancelAnswers == 0) {
      cancelled = 0;
    }
  }

  private boolean isAtWork(int deployment) {
    return deployment == latest && isOpen && !isEndSaid;
  }
}
