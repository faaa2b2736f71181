package dev.drydock.check.rules;

import dev.drydock.messages.OperationState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I4, and of I11 what callers were told: holds the answers of an installation against its log. */
final class Answers {

  private final Findings findings;
  private final Map<AnsweredAck, Integer> unseenAcks = new HashMap<>();
  private final Map<Subject, Integer> unseenCancels = new HashMap<>();
  private final Map<Subject, Set<String>> untoldEnds = new HashMap<>();

  Answers(CheckOptions options, Findings findings) {
    this.findings = findings;
    options.answeredAcks().forEach(ack -> unseenAcks.merge(ack, 1, Integer::sum));
    options.answeredCancels().forEach(this::add);
  }

  private void add(AnsweredCancel cancel) {
    Subject subject = new Subject(cancel.operationId(), cancel.device());
    if (cancel.end() == null) {
      unseenCancels.merge(subject, 1, Integer::sum);
    } else {
      untoldEnds.computeIfAbsent(subject, of -> new HashSet<>()).add(cancel.end());
    }
  }

  /** Takes an ack that is in the log. */
  void accept(Ack ack) {
    take(
        unseenAcks,
        new AnsweredAck(
            ack.device(), ack.operationId(), ack.message().getKind(), ack.message().getProgress()));
  }

  /** Takes a command that is in the log. */
  void accept(Command cancel) {
    take(unseenCancels, new Subject(cancel.operationId(), cancel.device()));
  }

  /** Takes the end of an operation. */
  void ended(Subject subject, String end) {
    for (String told : Objects.requireNonNullElse(untoldEnds.remove(subject), Set.<String>of())) {
      if (!isTrue(told, end)) {
        blame(subject, told, end);
      }
    }
  }

  /** Looks at what is left, once all shards are checked. */
  void finish() {
    unseenAcks.forEach(
        (ack, count) ->
            findings.add(
                Invariant.KEPT_ACK,
                "Expected on device-acks what a sender was told is kept, but "
                    + count
                    + " of "
                    + ack
                    + " is not there."));
    unseenAcks.clear();
    unseenCancels.forEach(
        (subject, count) ->
            findings.add(
                Invariant.TRUE_CANCEL,
                "Expected on update-commands each cancel of "
                    + subject
                    + " that was accepted, but "
                    + count
                    + " is not there."));
    unseenCancels.clear();
    untoldEnds.forEach((subject, ends) -> ends.forEach(told -> blame(subject, told, null)));
    untoldEnds.clear();
  }

  private void blame(Subject subject, String told, @Nullable String end) {
    findings.add(
        Invariant.TRUE_CANCEL,
        "Expected "
            + (told.equals(AnsweredCancel.NOT_CANCELLED)
                ? "an end other than by a cancel"
                : "the end " + told)
            + " of "
            + subject
            + ", for so a caller was told that came to cancel it, but "
            + (end == null ? "it has not ended." : "it is " + end + '.'));
  }

  private static boolean isTrue(String told, String end) {
    return told.equals(AnsweredCancel.NOT_CANCELLED)
        ? !end.equals(OperationState.CANCELLED)
        : end.equals(told);
  }

  private static <T> void take(Map<T, Integer> unseen, T found) {
    unseen.computeIfPresent(found, (key, count) -> count == 1 ? null : count - 1);
  }
}
