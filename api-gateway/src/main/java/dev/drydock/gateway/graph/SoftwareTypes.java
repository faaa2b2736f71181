package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import java.util.List;

/** The kinds of software, in Microsoft Graph's words. */
final class SoftwareTypes {

  static final List<String> ALL =
      List.of(
          "adminAgent",
          "operatingSystem",
          "teamsClient",
          "firmware",
          "partnerAgent",
          "companyPortal");

  /** The longest version, in UTF-16 units. */
  static final int MAX_VERSION_LENGTH = 128;

  private SoftwareTypes() {}

  static void requireType(String softwareType) {
    if (!ALL.contains(softwareType)) {
      throw Problem.badRequest("softwareType", "Expected softwareType to be one of " + ALL + '.');
    }
  }

  static void requireVersion(String softwareVersion) {
    // a path of dots leads elsewhere, however it is encoded
    if (!JsonMembers.isText(softwareVersion, MAX_VERSION_LENGTH)
        || softwareVersion.equals(".")
        || softwareVersion.equals("..")) {
      throw Problem.badRequest(
          "softwareVersion",
          "Expected softwareVersion to be 1 to "
              + MAX_VERSION_LENGTH
              + " characters without control characters, other than '.' and '..'.");
    }
  }
}
