package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DeadlineSettings;
import dev.drydock.gateway.admission.Deadlines;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of updateSoftware.
 *
 * @param softwareType one of {@link SoftwareTypes#ALL}
 * @param softwareVersion 1 to 128 characters, or null for the version on offer
 * @param deadlines how long the operation may wait, defaults filled in
 * @param asGiven all members as the caller wrote them, null where absent
 */
record UpdateSoftwareBody(
    String softwareType,
    @Nullable String softwareVersion,
    Deadlines deadlines,
    List<@Nullable String> asGiven) {

  private static final Set<String> MEMBERS = Set.of("softwareType", "softwareVersion", "deadlines");
  private static final Set<String> DEADLINES = Set.of("delivery", "start", "progress", "cancel");
  private static final int MAX_DURATION_LENGTH = 64;

  static UpdateSoftwareBody of(JsonMembers members, DeadlineSettings settings) {
    members.requireOnly(MEMBERS);
    String softwareType = members.oneOf("softwareType", SoftwareTypes.ALL, "");
    if (softwareType.isEmpty()) {
      throw members.invalid("softwareType", "to be one of " + SoftwareTypes.ALL);
    }
    String softwareVersion = members.text("softwareVersion", SoftwareTypes.MAX_VERSION_LENGTH);
    JsonMembers deadlines = members.object("deadlines");
    return new UpdateSoftwareBody(
        softwareType,
        softwareVersion,
        deadlines(deadlines, settings),
        asGiven(softwareType, softwareVersion, deadlines));
  }

  /** Keys of requests from before there was a deadline for cancelling are still remembered. */
  private static List<@Nullable String> asGiven(
      String softwareType, @Nullable String softwareVersion, @Nullable JsonMembers deadlines) {
    List<@Nullable String> given = new ArrayList<>();
    given.add(softwareType);
    given.add(softwareVersion);
    given.add(given(deadlines, "delivery"));
    given.add(given(deadlines, "start"));
    given.add(given(deadlines, "progress"));
    String cancel = given(deadlines, "cancel");
    if (cancel != null) {
      given.add(cancel);
    }
    return given;
  }

  private static @Nullable String given(@Nullable JsonMembers deadlines, String name) {
    return deadlines == null ? null : deadlines.text(name, MAX_DURATION_LENGTH);
  }

  private static Deadlines deadlines(@Nullable JsonMembers members, DeadlineSettings settings) {
    if (members == null) {
      return new Deadlines(
          settings.delivery(), settings.start(), settings.progress(), settings.cancel());
    }
    members.requireOnly(DEADLINES);
    return new Deadlines(
        duration(members, "delivery", settings.delivery(), settings),
        duration(members, "start", settings.start(), settings),
        duration(members, "progress", settings.progress(), settings),
        duration(members, "cancel", settings.cancel(), settings));
  }

  private static Duration duration(
      JsonMembers members, String name, Duration whenAbsent, DeadlineSettings settings) {
    String text = members.text(name, MAX_DURATION_LENGTH);
    if (text == null) {
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
