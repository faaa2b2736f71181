package dev.drydock.projector.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of a device's operations, newest first: after the operation that is named.
 *
 * @param createdAtMs when that one was created, milliseconds since 1970
 * @param operationId its id
 */
record OperationCursor(long createdAtMs, String operationId) {

  /** Before the newest. */
  static final OperationCursor START = new OperationCursor(Long.MAX_VALUE, "");

  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})_(.+)", Pattern.DOTALL);

  /**
   * Reads {@code <createdAt>_<operationId>}; null stands for the list's start.
   *
   * @throws BadQueryException when the text has another form
   */
  static OperationCursor parse(@Nullable String after) {
    if (after == null) {
      return START;
    }
    Matcher parts = FORM.matcher(after);
    if (!parts.matches()) {
      throw new BadQueryException(
          "Expected \"after\" as <createdAt in milliseconds>_<operationId>, but it is \""
              + after
              + '"');
    }
    return new OperationCursor(
        Long.parseLong(parts.group(1)), Ids.require("operation id", parts.group(2)));
  }
}
