package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What one revision of an operation changed. */
final class Change {

  private Change() {}

  /**
   * Returns the change in words.
   *
   * @param before the revision before, or null when there is none
   */
  static String between(@Nullable JsonNode before, JsonNode after) {
    if (isNew(before, after, "lateResult", "dateTime")) {
      String message = Members.text(after, "lateResult", "message");
      return "late: "
          + Members.text(after, "lateResult", "result")
          + (message == null ? "" : ", \"" + message + '"');
    }
    var changes = new StringJoiner(", ");
    if (before == null || isNew(before, after, "phase") || isNew(before, after, "status")) {
      changes.add(standing(after));
    }
    if (isNew(before, after, "cancellation", "refusedDateTime")) {
      String words = Members.text(after, "cancellation", "refusal");
      changes.add("refuses to stop" + (words == null ? "" : ": \"" + words + '"'));
    }
    if (isNew(before, after, "progress")) {
      changes.add('"' + String.valueOf(Members.text(after, "progress")) + '"');
    }
    if (isNew(before, after, "error", "code")) {
      changes.add(Members.text(after, "error", "code") + message(after));
    }
    return changes.length() == 0 ? "reports again" : changes.toString();
  }

  private static String standing(JsonNode revision) {
    String phase = Members.text(revision, "phase");
    if (phase != null) {
      return phase;
    }
    boolean isForced = revision.path("cancellation").path("forced").asBoolean();
    String status = Members.textOr("?", revision, "status");
    return isForced && status.equals("cancelled") ? "cancelled by force" : status;
  }

  private static String message(JsonNode revision) {
    String message = Members.text(revision, "error", "message");
    return message == null ? "" : ": \"" + message + '"';
  }

  private static boolean isNew(@Nullable JsonNode before, JsonNode after, String... path) {
    String value = Members.text(after, path);
    return value != null && (before == null || !value.equals(Members.text(before, path)));
  }
}
