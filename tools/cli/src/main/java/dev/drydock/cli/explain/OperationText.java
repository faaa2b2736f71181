package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation in sentences: where it stands, what it waits for, and what follows. */
final class OperationText {

  private static final Set<String> FINAL = Set.of("successful", "failed", "cancelled");

  private final JsonNode operation;
  private final boolean isBridged;
  private final Clock clock;

  OperationText(JsonNode operation, JsonNode device, Clock clock) {
    this.operation = operation;
    this.isBridged = "bridge".equals(Members.text(device, "channel"));
    this.clock = clock;
  }

  /**
   * Returns the sentences.
   *
   * @param isLatest whether the device has no later operation
   */
  List<String> sentences(boolean isLatest) {
    List<String> sentences = new ArrayList<>();
    sentences.add(title());
    add(sentences, request());
    if (isFinal()) {
      sentences.add("  " + end());
      add(sentences, lateResult());
      if (isLatest) {
        sentences.add("  Nothing is in flight: the device's dock is free for an update.");
      }
    } else {
      sentences.add("  " + standing());
      sentences.add("  " + deadline());
      sentences.add("  " + lastHeard());
    }
    add(sentences, cancellation());
    return sentences;
  }

  private boolean isFinal() {
    return FINAL.contains(Members.textOr("", operation, "status"));
  }

  private String title() {
    return "Operation "
        + Members.textOr("?", operation, "id")
        + ": "
        + Members.textOr("software", operation, "softwareType")
        + ' '
        + Members.textOr("of unknown version", operation, "softwareVersion")
        + '.';
  }

  private @Nullable String request() {
    Instant created = Members.time(operation, "createdDateTime");
    String by = Members.who(operation.path("createdBy"));
    return created == null
        ? null
        : "Asked for at " + clock.from(created) + (by == null ? "" : " by " + by) + '.';
  }

  private String standing() {
    Instant since = Members.time(operation, "phaseSinceDateTime");
    String progress = Members.text(operation, "progress");
    return Words.phase(Members.text(operation, "phase"), isBridged)
        + (progress == null ? "" : " (\"" + progress + "\")")
        + (since == null ? "" : ", since " + clock.from(since))
        + '.';
  }

  private String deadline() {
    Instant deadline = Members.time(operation, "deadlineDateTime");
    if (deadline == null) {
      return "Until when it waits is not known.";
    }
    String awaited = Words.awaited(Members.text(operation, "onDeadline", "waitsFor"), isBridged);
    return clock.isPast(deadline)
        ? "It waited for "
            + awaited
            + " until "
            + clock.from(deadline)
            + "; that has passed, so it ends any moment"
            + outcome()
            + '.'
        : "It waits for "
            + awaited
            + " until "
            + clock.from(deadline)
            + "; otherwise it ends then"
            + outcome()
            + ", and the dock is free.";
  }

  private String outcome() {
    String code = Members.text(operation, "onDeadline", "code");
    String status = Members.text(operation, "onDeadline", "status");
    return (status == null ? "" : " as " + status) + (code == null ? "" : " (" + code + ')');
  }

  private String lastHeard() {
    Instant heard = Members.time(operation, "lastHeardDateTime");
    return heard == null
        ? "The device has said nothing of it yet."
        : "The device last said something of it at " + clock.from(heard) + '.';
  }

  private String end() {
    Instant completed = Members.time(operation, "completedDateTime");
    Instant created = Members.time(operation, "createdDateTime");
    String when = completed == null ? "" : " at " + clock.from(completed);
    String after =
        completed == null || created == null
            ? ""
            : ", " + Clock.span(Duration.between(created, completed)) + " after it was asked for";
    return switch (Members.textOr("", operation, "status")) {
      case "successful" -> "It ended well" + when + after + '.';
      case "cancelled" -> "It was cancelled" + when + after + '.';
      default -> "It failed" + when + after + ": " + failure();
    };
  }

  private String failure() {
    String message = Members.text(operation, "error", "message");
    String code = Members.text(operation, "error", "code");
    String sentence = message == null ? "no reason is known" : message;
    return (code == null ? sentence : code + ", \"" + sentence + '"') + '.';
  }

  private @Nullable String lateResult() {
    String result = Members.text(operation, "lateResult", "result");
    if (result == null) {
      return null;
    }
    Instant at = Members.time(operation, "lateResult", "dateTime");
    String message = Members.text(operation, "lateResult", "message");
    return "After that the device "
        + Words.finalReport(result)
        + (at == null ? "" : ", at " + clock.from(at))
        + (message == null ? "" : ": \"" + message + '"')
        + "; that came too late, and the end stays.";
  }

  private @Nullable String cancellation() {
    JsonNode cancellation = operation.path("cancellation");
    if (!cancellation.isObject()) {
      return null;
    }
    Instant requested = Members.time(cancellation, "requestedDateTime");
    String by = Members.who(cancellation.path("requestedBy"));
    return (cancellation.path("forced").asBoolean()
            ? "Its end was forced"
            : "It was asked to be cancelled")
        + (by == null ? "" : " by " + by)
        + (requested == null ? "" : " at " + clock.from(requested))
        + refusal(cancellation)
        + '.';
  }

  private String refusal(JsonNode cancellation) {
    Instant refused = Members.time(cancellation, "refusedDateTime");
    String words = Members.text(cancellation, "refusal");
    if (refused == null) {
      return isFinal() ? "" : "; the device has not answered that yet";
    }
    return "; the device refused at "
        + clock.from(refused)
        + (words == null ? " and goes on" : ", \"" + words + "\", and goes on");
  }

  private static void add(List<String> sentences, @Nullable String sentence) {
    if (sentence != null) {
      sentences.add("  " + sentence);
    }
  }
}
