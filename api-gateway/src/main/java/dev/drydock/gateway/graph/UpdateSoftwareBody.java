package dev.drydock.gateway.graph;

import dev.drydock.gateway.admission.DeadlineSettings;
import dev.drydock.gateway.admission.Deadlines;
import dev.drydock.gateway.admission.UpdateTerms;
import dev.drydock.messages.UpdateMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of updateSoftware.
 *
 * @param softwareType one of {@link SoftwareTypes#ALL}
 * @param softwareVersion 1 to 128 characters, or null for the version on offer
 * @param terms how the device is to take it
 * @param deadlines how long the operation may wait, defaults filled in
 * @param skipsInstalled whether there is nothing to do when the device runs the version already
 * @param asGiven all members as the caller wrote them, null where absent
 */
record UpdateSoftwareBody(
    String softwareType,
    @Nullable String softwareVersion,
    UpdateTerms terms,
    Deadlines deadlines,
    boolean skipsInstalled,
    List<@Nullable String> asGiven) {

  private static final Set<String> MEMBERS =
      Set.of(
          "softwareType",
          "softwareVersion",
          "mode",
          "maintenanceWindow",
          "deadlines",
          "ifInstalled");
  private static final List<String> MODES =
      List.of(UpdateMode.FORCED, UpdateMode.SOFT, UpdateMode.DOWNLOAD_ONLY);
  private static final Set<String> WINDOW = Set.of("from", "until");
  private static final String SKIP = "skip";
  private static final List<String> IF_INSTALLED = List.of("install", SKIP);

  /**
   * Reads a body.
   *
   * @param now when the request came
   */
  static UpdateSoftwareBody of(JsonMembers members, DeadlineSettings settings, Instant now) {
    members.requireOnly(MEMBERS);
    String softwareType = members.oneOf("softwareType", SoftwareTypes.ALL, "");
    if (softwareType.isEmpty()) {
      throw members.invalid("softwareType", "to be one of " + SoftwareTypes.ALL);
    }
    String softwareVersion = members.text("softwareVersion", SoftwareTypes.MAX_VERSION_LENGTH);
    UpdateTerms terms =
        new UpdateTerms(
            members.oneOf("mode", MODES, UpdateMode.FORCED), window(members, settings, now));
    JsonMembers deadlines = members.object("deadlines");
    List<@Nullable String> asGiven = new ArrayList<>();
    asGiven.add(softwareType);
    asGiven.add(softwareVersion);
    asGiven.addAll(DeadlinesBody.asGiven(deadlines));
    asGiven.addAll(asGiven(terms));
    String ifInstalled = members.oneOf("ifInstalled", IF_INSTALLED, "");
    if (!ifInstalled.isEmpty()) {
      asGiven.add(ifInstalled);
    }
    return new UpdateSoftwareBody(
        softwareType,
        softwareVersion,
        terms,
        DeadlinesBody.read(deadlines, settings, terms.window(), now),
        ifInstalled.equals(SKIP),
        asGiven);
  }

  private static UpdateTerms.@Nullable Window window(
      JsonMembers members, DeadlineSettings settings, Instant now) {
    JsonMembers window = members.object("maintenanceWindow");
    if (window == null) {
      return null;
    }
    window.requireOnly(WINDOW);
    Instant from = required(window, "from");
    Instant until = required(window, "until");
    if (!until.isAfter(from) || !until.isAfter(now) || until.isAfter(now.plus(settings.max()))) {
      throw window.invalid(
          "until",
          "to be later than from and than now, and within " + settings.max() + " from now");
    }
    return new UpdateTerms.Window(from, until);
  }

  private static Instant required(JsonMembers window, String name) {
    Instant instant = window.instant(name);
    if (instant == null) {
      throw window.invalid(name, "to be present");
    }
    return instant;
  }

  /** What a request says that does not name terms stays as it was before there were any. */
  private static List<String> asGiven(UpdateTerms terms) {
    UpdateTerms.Window window = terms.window();
    if (window == null) {
      return terms.mode().equals(UpdateMode.FORCED) ? List.of() : List.of(terms.mode());
    }
    return List.of(terms.mode(), window.from().toString(), window.until().toString());
  }
}
