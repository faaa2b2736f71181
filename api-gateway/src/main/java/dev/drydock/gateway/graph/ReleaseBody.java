package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.Artifact;
import dev.drydock.gateway.catalogue.ReleaseContent;
import dev.drydock.messages.ReleaseDelivery;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body that publishes or edits a release. A member that is absent leaves what is there;
 * null clears it, other than the recommendation.
 */
final class ReleaseBody {

  private static final String ARTIFACTS = "artifacts";
  private static final String PART = "part";
  private static final String NAME = "name";
  private static final String METADATA = "metadata";
  private static final String DELIVERY = "delivery";
  private static final String RECOMMENDED_AT = "recommendedDateTime";

  /** The last six are only in answers: the body of a GET can be sent back as it is. */
  private static final Set<String> MEMBERS =
      Set.of(
          ARTIFACTS,
          PART,
          NAME,
          METADATA,
          DELIVERY,
          "recommended",
          "softwareType",
          "softwareVersion",
          "publishedDateTime",
          "publishedBy",
          RECOMMENDED_AT,
          "warnings");

  private static final Set<String> ARTIFACT =
      Set.of("uri", "fileName", "sizeBytes", "md5", "sha1", "sha256");
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_URI = 2048;
  private static final int MAX_FILE_NAME = 255;
  private static final int MAX_DIGEST = 64;
  private static final int MAX_WORD = 128;
  private static final int MAX_METADATA = 16;
  private static final int MAX_VALUE = 1024;

  private ReleaseBody() {}

  /**
   * Returns a release as a body has it; throws a 400.
   *
   * @param current the release until now, of which stays what the body does not name
   */
  static ReleaseContent read(
      JsonMembers body, String softwareType, String softwareVersion, ReleaseContent current) {
    body.requireOnlyBesideAnnotations(MEMBERS);
    requireSame(body, "softwareType", softwareType);
    requireSame(body, "softwareVersion", softwareVersion);
    String delivery = body.has(DELIVERY) ? delivery(body) : current.delivery();
    boolean isProxied = delivery.equals(ReleaseDelivery.PROXIED);
    return new ReleaseContent(
        body.has(ARTIFACTS) ? artifacts(body, isProxied) : kept(body, current, isProxied),
        body.has(PART) ? body.text(PART, MAX_WORD) : current.part(),
        body.has(NAME) ? body.text(NAME, MAX_WORD) : current.name(),
        body.has(METADATA)
            ? body.textsByName(METADATA, MAX_METADATA, MAX_WORD, MAX_VALUE)
            : current.metadata(),
        delivery);
  }

  private static String delivery(JsonMembers body) {
    return body.oneOf(
        DELIVERY, List.of(ReleaseDelivery.DIRECT, ReleaseDelivery.PROXIED), ReleaseDelivery.DIRECT);
  }

  private static List<Artifact> artifacts(JsonMembers body, boolean isProxied) {
    List<Artifact> artifacts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonMembers item : body.objects(ARTIFACTS, ReleaseContent.MAX_ARTIFACTS)) {
      Artifact artifact = artifact(item, isProxied);
      if (!names.add(artifact.fileName())) {
        throw item.invalid("fileName", "to be another than those of the artifacts before");
      }
      artifacts.add(artifact);
    }
    return artifacts;
  }

  private static List<Artifact> kept(JsonMembers body, ReleaseContent current, boolean isProxied) {
    if (!isProxied && current.artifacts().stream().anyMatch(ReleaseBody::isFile)) {
      throw body.invalid(DELIVERY, "to be proxied: the release has an artifact with a file URI");
    }
    return current.artifacts();
  }

  private static boolean isFile(Artifact artifact) {
    return artifact.uri().toLowerCase(Locale.ROOT).startsWith("file:");
  }

  private static Artifact artifact(JsonMembers artifact, boolean isProxied) {
    artifact.requireOnly(ARTIFACT);
    return new Artifact(
        uri(artifact, isProxied),
        fileName(artifact),
        artifact.requiredLong("sizeBytes", 1),
        digest(artifact, "md5", artifact.text("md5", MAX_DIGEST), MD5),
        digest(artifact, "sha1", artifact.text("sha1", MAX_DIGEST), SHA1),
        String.valueOf(
            digest(artifact, "sha256", artifact.requiredText("sha256", MAX_DIGEST), SHA256)));
  }

  /**
   * Returns whether the release is recommended from now on, or null when the body does not say. A
   * body that was read when another release was recommended already says nothing either.
   *
   * @param isRecommended whether the release is the recommended one
   */
  static @Nullable Boolean recommended(JsonMembers body, boolean isRecommended) {
    Boolean recommended = body.optionalFlag("recommended");
    boolean isAsRead = body.has(RECOMMENDED_AT) && !body.isNull(RECOMMENDED_AT);
    return Boolean.FALSE.equals(recommended) && !isRecommended && isAsRead ? null : recommended;
  }

  private static String uri(JsonMembers artifact, boolean isProxied) {
    String rule =
        isProxied
            ? "to be an absolute http, https or file URI"
            : "to be an absolute http or https URI";
    String text = artifact.requiredText("uri", MAX_URI);
    try {
      if (isFit(new URI(text), isProxied)) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw artifact.invalid("uri", rule);
    }
    throw artifact.invalid("uri", rule);
  }

  /** Devices cannot read a file of the dispatcher's: that is for the dispatcher to deliver. */
  private static boolean isFit(URI uri, boolean isProxied) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> uri.getHost() != null;
      case "file" -> isProxied && uri.getHost() == null && uri.getPath() != null;
      default -> false;
    };
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

  /** A body that says that it is another release's is a mistake. */
  private static void requireSame(JsonMembers body, String name, String ofPath) {
    String said = body.text(name, SoftwareTypes.MAX_VERSION_LENGTH);
    if (said != null && !said.equals(ofPath)) {
      throw body.invalid(name, "to be that of the path, or absent");
    }
  }
}
