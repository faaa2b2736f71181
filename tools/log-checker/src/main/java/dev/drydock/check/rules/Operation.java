package dev.drydock.check.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log has told of one operation so far. */
final class Operation {

  private static final long NOWHERE = -1;

  private final Subject subject;

  private @Nullable Standing standing;
  private int revision;
  private long deadlineAtMs;
  private long finalOffset = NOWHERE;
  private long finalAtMs;
  private @Nullable Long completedAtMs;
  private @Nullable LogCause endCause;
  private @Nullable String lateResult;
  private boolean wasToldBefore;
  private List<Long> toldAgain = List.of();
  private boolean admitted;
  private long admittedAtMs;
  private int life;

  Operation(Subject subject) {
    this.subject = subject;
  }

  Subject subject() {
    return subject;
  }

  /** Returns the latest revision, 0 before the first. */
  int revision() {
    return revision;
  }

  /** Returns where it stood after the latest revision, or null before the first. */
  @Nullable Standing standing() {
    return standing;
  }

  boolean isFinal() {
    return finalOffset != NOWHERE;
  }

  boolean isFinalAt(long offset) {
    return isFinal() && (finalOffset == offset || toldAgain.contains(offset));
  }

  /** Returns when it ended, milliseconds since 1970. */
  long finalAtMs() {
    return finalAtMs;
  }

  /** Returns when it says that it ended, milliseconds since 1970, or null when it does not. */
  @Nullable Long completedAtMs() {
    return completedAtMs;
  }

  /** Returns why it ended, or null when it has not. */
  @Nullable LogCause endCause() {
    return endCause;
  }

  /**
   * Tells whether the end may have stood in the log before, where compaction has removed it: what
   * was seen first is a late result, or caused by a dock, to which ends are told again.
   */
  boolean mayHaveEndedBefore(long offset) {
    return isFinal() && offset < finalOffset && wasToldBefore;
  }

  /** Returns what the device said after the end, or null. */
  @Nullable String lateResult() {
    return lateResult;
  }

  boolean isAdmitted() {
    return admitted;
  }

  /** Returns how often its device had been retired when it was admitted. */
  int life() {
    return life;
  }

  /** Returns when it was admitted, milliseconds since 1970. */
  long admittedAtMs() {
    return admittedAtMs;
  }

  /** Returns by when it must change, or end, or get its first status. */
  long deadlineAtMs() {
    return revision == 0 ? admittedAtMs : deadlineAtMs;
  }

  void changed(StatusEntry.Changed status) {
    revision = status.revision();
    if (isFinal()) {
      return; // whatever follows an end does not undo it
    }
    standing = status.standing();
    if (status.deadlineAtMs() != null) {
      deadlineAtMs = status.deadlineAtMs();
    }
    if (status.standing().isFinal()) {
      end(status);
    }
  }

  private void end(StatusEntry.Changed status) {
    finalOffset = status.offset();
    completedAtMs = status.completedAtMs();
    finalAtMs = completedAtMs == null ? status.lastActionAtMs() : completedAtMs;
    endCause = status.cause();
    lateResult = status.lateResult();
    wasToldBefore = lateResult != null || status.isDocksDoing();
  }

  /** Notes that the device said something else after the end, of which a dock may hear first. */
  void late(String result, long offset) {
    revision++;
    lateResult = result;
    toldAgain(offset);
  }

  /** Notes that the end was the answer to a request, of which a dock may hear first. */
  void asked(StatusEntry.Changed status) {
    revision++;
    standing = status.standing();
    toldAgain(status.offset());
  }

  /** Notes that its end stands once more in the log. */
  void toldAgain(long offset) {
    List<Long> offsets = new ArrayList<>(toldAgain);
    offsets.add(offset);
    toldAgain = offsets;
  }

  void admit(long atMs, int lifeOfDevice) {
    admitted = true;
    admittedAtMs = atMs;
    life = lifeOfDevice;
  }
}
