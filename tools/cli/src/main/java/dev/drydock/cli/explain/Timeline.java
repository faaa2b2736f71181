package dev.drydock.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An operation's revisions, a line for each, with the lines of the device's log below. */
final class Timeline {

  private static final String LOG_MARGIN = " ".repeat(32) + "| ";
  private static final int TEXT_COLUMN = 32;

  private final Clock clock;
  private final Page page;

  Timeline(Clock clock, Page page) {
    this.clock = clock;
    this.page = page;
  }

  /** Tells the revisions, oldest first. */
  void tell(List<JsonNode> history) {
    page.add("What happened, times in " + clock.zone() + ':', 0);
    JsonNode before = null;
    for (JsonNode revision : history) {
      tellDay(before, revision);
      page.add(line(before, revision), TEXT_COLUMN);
      revision
          .path("log")
          .forEach(line -> page.add(LOG_MARGIN + Members.text(line), LOG_MARGIN.length()));
      before = revision;
    }
    if (history.isEmpty()) {
      page.add("  Its history is not known any more.", 0);
    }
  }

  private void tellDay(@Nullable JsonNode before, JsonNode revision) {
    Instant at = at(revision);
    Instant earlier = before == null ? null : at(before);
    if (at != null && (earlier == null || !clock.day(earlier).equals(clock.day(at)))) {
      page.add("  " + clock.day(at), 0);
    }
  }

  private String line(@Nullable JsonNode before, JsonNode revision) {
    Instant at = at(revision);
    Instant earlier = before == null ? null : at(before);
    String gap =
        at == null || earlier == null ? "" : "+" + Clock.span(Duration.between(earlier, at));
    String who = Members.who(revision.path("lastActionBy"));
    return String.format(
        Locale.ROOT,
        "%4s  %12s %11s  %s%s",
        Members.textOr("", revision, "revision"),
        at == null ? "" : clock.timeWithMillis(at),
        gap,
        Change.between(before, revision),
        who == null ? "" : " (" + who + ')');
  }

  private static @Nullable Instant at(JsonNode revision) {
    return Members.time(revision, "lastActionDateTime");
  }
}
