package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DeadlineSettings;
import dev.drydock.gateway.admission.Deadlines;
import dev.drydock.gateway.admission.UpdateTerms;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the deadlines that a request names. */
final class DeadlinesBody {

  private static final Set<String> MEMBERS = Set.of("delivery", "start", "progress", "cancel");
  private static final int MAX_LENGTH = 64;

  private DeadlinesBody() {}

  /**
   * Returns the deadlines, defaults filled in.
   *
   * @param members null when the request names none
   * @param window the maintenance window, or null: a default that is shorter is lifted to its end,
   *     for a device may wait for it in silence
   * @param now when the request came
   */
  static Deadlines read(
      @Nullable JsonMembers members,
      DeadlineSettings settings,
      UpdateTerms.@Nullable Window window,
      Instant now) {
    if (members != null) {
      members.requireOnly(MEMBERS);
    }
    Duration least = window == null ? Duration.ZERO : Duration.between(now, window.until());
    return new Deadlines(
        duration(members, "delivery", longer(settings.delivery(), least), settings),
        duration(members, "start", longer(settings.start(), least), settings),
        duration(members, "progress", longer(settings.progress(), least), settings),
        duration(members, "cancel", settings.cancel(), settings));
  }

  /** Keys of requests from before there was a deadline for cancelling are still remembered. */
  static List<@Nullable String> asGiven(@Nullable JsonMembers members) {
    List<@Nullable String> given = new ArrayList<>();
    given.add(given(members, "delivery"));
    given.add(given(members, "start"));
    given.add(given(members, "progress"));
    String cancel = given(members, "cancel");
    if (cancel != null) {
      given.add(cancel);
    }
    return given;
  }

  private static @Nullable String given(@Nullable JsonMembers members, String name) {
    return members == null ? null : members.text(name, MAX_LENGTH);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration duration(
      @Nullable JsonMembers members, String name, Duration whenAbsent, DeadlineSettings settings) {
    String text = given(members, name);
    if (members == null || text == null) {
      return whenAbsent;
    }
    String rule = "to be an ISO 8601 duration from " + settings.min() + " to " + settings.max();
    try {
      Duration duration = Duration.parse(text);
      if (settings.isAllowed(duration)) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw members.invalid(name, rule);
    }
    throw members.invalid(name, rule);
  }
}
