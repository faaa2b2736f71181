package dev.drydock.dispatcher.ddi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a device says of an update, in its own words. Its clock is none that counts, and its path
 * tells which update it speaks of: neither is read.
 *
 * @param execution what it is at
 * @param finished how it went, or null when it does not say
 * @param progress how far it is, or null when it does not say
 * @param details lines of its log, oldest first
 */
record Feedback(
    Execution execution,
    @Nullable String finished,
    @Nullable String progress,
    List<String> details) {

  /** What a device is at. */
  enum Execution {
    /** It works. */
    PROCEEDING,
    /** It works again. */
    RESUMED,
    /** It will work. */
    SCHEDULED,
    /** It downloads. */
    DOWNLOAD,
    /** It has downloaded. */
    DOWNLOADED,
    /** It is done. */
    CLOSED,
    /** It will not. */
    REJECTED,
    /** It has stopped. */
    CANCELED
  }

  /** Reads a body; throws {@link Refusal} when it does not tell what the device is at. */
  static Feedback read(byte[] body) {
    JsonNode status = Json.readable(body).path("status");
    JsonNode result = status.path("result");
    return new Feedback(
        execution(text(status.path("execution"))),
        text(result.path("finished")),
        progress(result.path("progress")),
        details(status.path("details")));
  }

  private static Execution execution(@Nullable String word) {
    return Arrays.stream(Execution.values())
        .filter(execution -> execution.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "Expected status.execution to be one of "
                        + Arrays.toString(Execution.values()).toLowerCase(Locale.ROOT)
                        + ", but it is "
                        + (word == null ? "absent" : "another")));
  }

  /** Neither a percentage nor monotone: a text. */
  private static @Nullable String progress(JsonNode progress) {
    String count = text(progress.path("cnt"));
    String of = text(progress.path("of"));
    return count == null || of == null ? null : count + " of " + of;
  }

  private static List<String> details(JsonNode details) {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : details.isArray() ? details : List.of(details)) {
      String text = text(line);
      if (text != null) {
        lines.add(text);
      }
    }
    return lines;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asString() : null;
  }
}
