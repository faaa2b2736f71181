package dev.drydock.gateway.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as they stand in answers: ISO 8601, UTC, always with milliseconds. */
final class GraphTimes {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private GraphTimes() {}

  static String format(Instant time) {
    return FORMAT.format(time);
  }

  static @Nullable String formatMs(@Nullable Long timeMs) {
    return timeMs == null ? null : format(Instant.ofEpochMilli(timeMs));
  }
}
