package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads query options that are times or lengths of time. */
final class TimeOptions {

  private TimeOptions() {}

  /** Refuses to wait for a change of what was, and for a change from what was not named. */
  static void requireOneAtMost(QueryOptions options, HttpServletRequest request) {
    if (options.get("waitforchange") != null
        && (options.get("asof") != null || request.getHeader(HttpHeaders.IF_NONE_MATCH) == null)) {
      throw Problem.badRequest(
          "waitForChange", "Expected waitForChange together with If-None-Match, without asOf.");
    }
  }

  /** Returns {@code asOf}, or null when there is none; throws a 400 when it is no time. */
  static @Nullable Instant asOf(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      // a plus that was not percent-encoded has become a space
      Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      time.toEpochMilli();
      return time;
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.badRequest("asOf", "Expected asOf to be a time such as 2026-11-23T10:15:30Z.");
    }
  }

  /**
   * Returns {@code waitForChange}, zero when there is none; throws a 400 when it is out of range.
   */
  static Duration waitForChange(@Nullable String text, Duration longest) {
    if (text == null) {
      return Duration.ZERO;
    }
    try {
      Duration wait = Duration.parse(text);
      if (!wait.isNegative() && wait.compareTo(longest) <= 0) {
        return wait;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange(longest);
    }
    throw outOfRange(longest);
  }

  private static Problem outOfRange(Duration longest) {
    return Problem.badRequest(
        "waitForChange",
        "Expected waitForChange to be an ISO 8601 duration from PT0S to " + longest + '.');
  }
}
