package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Artifact;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body that puts a release into the catalogue. */
final class ReleaseBody {

  private static final Set<String> MEMBERS = Set.of("artifact", "recommended");
  private static final Set<String> ARTIFACT =
      Set.of("uri", "fileName", "sizeBytes", "sha1", "sha256");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_URI = 2048;
  private static final int MAX_FILE_NAME = 255;
  private static final int MAX_DIGEST = 64;

  private ReleaseBody() {}

  /** Returns the artifact, or null when the body has none. */
  static @Nullable Artifact read(JsonMembers body) {
    body.requireOnly(MEMBERS);
    JsonMembers artifact = body.object("artifact");
    if (artifact == null) {
      return null;
    }
    artifact.requireOnly(ARTIFACT);
    return new Artifact(
        uri(artifact),
        fileName(artifact),
        artifact.requiredLong("sizeBytes", 1),
        digest(artifact, "sha1", artifact.text("sha1", MAX_DIGEST), SHA1),
        String.valueOf(
            digest(artifact, "sha256", artifact.requiredText("sha256", MAX_DIGEST), SHA256)));
  }

  /** Returns whether the release is recommended from now on, or null when the body does not say. */
  static @Nullable Boolean recommended(JsonMembers body) {
    return body.optionalFlag("recommended");
  }

  private static String uri(JsonMembers artifact) {
    String text = artifact.requiredText("uri", MAX_URI);
    try {
      URI uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw artifact.invalid("uri", "to be an absolute http or https URI");
    }
    throw artifact.invalid("uri", "to be an absolute http or https URI");
  }

  private static String fileName(JsonMembers artifact) {
    String name = artifact.requiredText("fileName", MAX_FILE_NAME);
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.matches("\\.{1,2}")) {
      throw artifact.invalid("fileName", "to be a name without a path");
    }
    return name;
  }

  private static @Nullable String digest(
      JsonMembers artifact, String name, @Nullable String text, Pattern pattern) {
    if (text == null) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (!pattern.matcher(lower).matches()) {
      throw artifact.invalid(name, "to be hexadecimal digits of a digest of this kind");
    }
    return lower;
  }
}
