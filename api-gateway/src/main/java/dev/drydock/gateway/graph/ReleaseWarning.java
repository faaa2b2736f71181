package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Artifact;
import dev.drydock.gateway.catalogue.PublishedRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That some agents will not install a release, which is published all the same. What the agents
 * demand is in docs/devices.md.
 *
 * @param code which demand, for programs
 * @param message which artifact, which agents and what to do
 */
record ReleaseWarning(String code, String message) {

  /** The kinds of software that are a part of the operating system: what SWUpdate installs. */
  private static final Set<String> OF_SYSTEM = Set.of("firmware", "operatingSystem");

  private static final String SWU = ".swu";

  /** Returns the warnings, in the order of the artifacts. */
  static List<ReleaseWarning> of(PublishedRelease release) {
    List<ReleaseWarning> warnings = new ArrayList<>();
    List<Artifact> artifacts = release.content().artifacts();
    if (artifacts.size() > 1) {
      warnings.add(
          new ReleaseWarning(
              "severalArtifacts",
              "rauc-hawkbit-updater and Zephyr's hawkBit client install nothing from a release"
                  + " with more than one artifact."));
    }
    for (Artifact artifact : artifacts) {
      addMissing(warnings, artifact, "md5", artifact.md5());
      addMissing(warnings, artifact, "sha1", artifact.sha1());
      if (isOfSystem(release) && !artifact.fileName().toLowerCase(Locale.ROOT).endsWith(SWU)) {
        warnings.add(
            new ReleaseWarning(
                "fileNameNotSwu",
                named(artifact)
                    + " does not end in "
                    + SWU
                    + ": SWUpdate skips it and reports a failure. Other agents take it."));
      }
    }
    return List.copyOf(warnings);
  }

  private static void addMissing(
      List<ReleaseWarning> warnings, Artifact artifact, String hash, @Nullable String value) {
    if (value == null) {
      warnings.add(
          new ReleaseWarning(
              hash + "Missing",
              named(artifact)
                  + " has no "
                  + hash
                  + ": "
                  + agents(hash)
                  + " install nothing without it. Publish the release again with "
                  + hash
                  + "."));
    }
  }

  private static String agents(String hash) {
    return hash.equals("md5")
        ? "Eclipse Hara, hawkbit-rs and the Python client rauc-hawkbit"
        : "SWUpdate and rauc-hawkbit-updater";
  }

  private static boolean isOfSystem(PublishedRelease release) {
    String part = release.content().part();
    return part == null ? OF_SYSTEM.contains(release.softwareType()) : part.equals("os");
  }

  private static String named(Artifact artifact) {
    return "The artifact \"" + artifact.fileName() + '"';
  }
}
