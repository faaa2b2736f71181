package dev.drydock.operation.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device said beside the kind of its word. What is longer than is kept is cut, so that
 * nothing that is written because of it outgrows a record.
 *
 * @param message its message, at most {@value #MAX_MESSAGE_LENGTH} UTF-16 units, or null when there
 *     is none
 * @param logLines lines of its log, oldest first: the newest {@value #MAX_LOG_LINES} of them, of at
 *     most {@value #MAX_LOG_LINE_LENGTH} UTF-16 units each
 */
public record FeedbackDetails(@Nullable String message, List<String> logLines) {

  /** How much of a device's message is kept. */
  public static final int MAX_MESSAGE_LENGTH = 2_048;

  /** How many lines of a device's log are kept of one word. */
  public static final int MAX_LOG_LINES = 50;

  /** How much of such a line is kept. */
  public static final int MAX_LOG_LINE_LENGTH = 512;

  /** No more than the kind. */
  public static final FeedbackDetails NOTHING = new FeedbackDetails(null, List.of());

  /** Cuts what is too long. */
  public FeedbackDetails {
    message = message == null ? null : Text.atMost(MAX_MESSAGE_LENGTH, message);
    logLines =
        logLines.stream()
            .skip(Math.max(0, logLines.size() - MAX_LOG_LINES))
            .map(line -> Text.atMost(MAX_LOG_LINE_LENGTH, line))
            .toList();
  }

  /** Returns a message without lines of a log. */
  public static FeedbackDetails of(@Nullable String message) {
    return new FeedbackDetails(message, List.of());
  }
}
