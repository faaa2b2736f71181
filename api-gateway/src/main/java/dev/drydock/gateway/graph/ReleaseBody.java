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

/** Reads the body that puts a release into the catalogue. */
final class ReleaseBody {

  /** The last six are a release's GET's alone: a body that was read can be sent back as it is. */
  private static final Set<String> MEMBERS =
      Set.of(
          "artifacts",
          "part",
          "name",
          "metadata",
          "delivery",
          "recommended",
          "softwareType",
          "softwareVersion",
          "publishedDateTime",
          "publishedBy",
          "recommendedDateTime",
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

  static ReleaseContent read(JsonMembers body, String softwareType, String softwareVersion) {
    body.requireOnlyBesideAnnotations(MEMBERS);
    requireSame(body, "softwareType", softwareType);
    requireSame(body, "softwareVersion", softwareVersion);
    String delivery =
        body.oneOf(
            "delivery",
            List.of(ReleaseDelivery.DIRECT, ReleaseDelivery.PROXIED),
            ReleaseDelivery.DIRECT);
    return new ReleaseContent(
        artifacts(body, delivery.equals(ReleaseDelivery.PROXIED)),
        body.text("part", MAX_WORD),
        body.text("name", MAX_WORD),
        body.textsByName("metadata", MAX_METADATA, MAX_WORD, MAX_VALUE),
        delivery);
  }

  private static List<Artifact> artifacts(JsonMembers body, boolean isProxied) {
    List<Artifact> artifacts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonMembers item : body.objects("artifacts", ReleaseContent.MAX_ARTIFACTS)) {
      Artifact artifact = artifact(item, isProxied);
      if (!names.add(artifact.fileName())) {
        throw item.invalid("fileName", "to be another than those of the artifacts before");
      }
      artifacts.add(artifact);
    }
    return artifacts;
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

  /** Returns whether the release is recommended from now on, or null when the body does not say. */
  static @Nullable Boolean recommended(JsonMembers body) {
    return body.optionalFlag("recommended");
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
