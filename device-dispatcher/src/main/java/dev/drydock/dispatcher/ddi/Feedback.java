package dev.drydock.dispatcher.ddi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a device says of an update, in its own words. Its clock is none that counts, and its path
 * tells which update it speaks of: neither is read.
 *
 * @param execution what it is at; null when that could not be read of a body that is broken
 * @param finished how it went, or null when it does not say
 * @param progress how far it is, or null when it does not say
 * @param details lines of its log, oldest first
 * @param text the body as it came
 * @param isWhole whether all of the body could be read, and nothing in it twice
 */
record Feedback(
    @Nullable Execution execution,
    @Nullable String finished,
    @Nullable String progress,
    List<String> details,
    String text,
    boolean isWhole) {

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
    CANCELED;

    /** Tells whether nothing but an answer to a cancel can follow. */
    boolean isFinal() {
      return this == CLOSED || this == REJECTED || this == CANCELED;
    }
  }

  /**
   * Reads a body.
   *
   * @throws Refusal when it is no JSON object, or one that does not tell what the device is at
   */
  static Feedback read(byte[] body) {
    Json.Reading reading = Json.read(body);
    JsonNode status = reading.object().path("status");
    JsonNode result = status.path("result");
    return new Feedback(
        execution(text(status.path("execution")), reading),
        text(result.path("finished")),
        progress(result.path("progress")),
        details(status.path("details")),
        reading.text(),
        reading.isWhole());
  }

  /** Tells whether another says the same: agents that repeat a report give it a new time. */
  boolean isRepeatedBy(Feedback other) {
    return isWhole && other.isWhole
        ? execution == other.execution
            && Objects.equals(finished, other.finished)
            && Objects.equals(progress, other.progress)
            && details.equals(other.details)
        : text.equals(other.text);
  }

  /** Returns the same with further lines. */
  Feedback with(List<String> further) {
    List<String> lines = new ArrayList<>(details);
    lines.addAll(further);
    return new Feedback(execution, finished, progress, lines, text, isWhole);
  }

  private static @Nullable Execution execution(@Nullable String word, Json.Reading reading) {
    Optional<Execution> known =
        Arrays.stream(Execution.values())
            .filter(execution -> execution.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    if (known.isEmpty() && (reading.isWhole() || !reading.isObject())) {
      throw Refusal.badRequest(
          "Expected status.execution to be one of "
              + Arrays.toString(Execution.values()).toLowerCase(Locale.ROOT)
              + ", but it is "
              + (word == null ? "absent" : "another"));
    }
    return known.orElse(null);
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
