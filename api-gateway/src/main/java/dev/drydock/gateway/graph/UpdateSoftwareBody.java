package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DeadlineSettings;
import dev.drydock.gateway.admission.Deadlines;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
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
  private static final Set<String> DEADLINES = Set.of("delivery", "start", "progress");
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
        Arrays.asList(
            softwareType,
            softwareVersion,
            given(deadlines, "delivery"),
            given(deadlines, "start"),
            given(deadlines, "progress")));
  }

  private static @Nullable String given(@Nullable JsonMembers deadlines, String name) {
    return deadlines == null ? null : deadlines.text(name, MAX_DURATION_LENGTH);
  }

  private static Deadlines deadlines(@Nullable JsonMembers members, DeadlineSettings settings) {
    if (members == null) {
      return new Deadlines(settings.delivery(), settings.start(), settings.progress());
    }
    members.requireOnly(DEADLINES);
    return new Deadlines(
        duration(members, "delivery", settings.delivery(), settings),
        duration(members, "start", settings.start(), settings),
        duration(members, "progress", settings.progress(), settings));
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
