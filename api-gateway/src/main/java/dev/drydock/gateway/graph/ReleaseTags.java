package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.PublishedRelease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Entity tags of releases: a hash of all that a GET shows of one, the same at each gateway. */
final class ReleaseTags {

  private static final int BYTES = 12;

  private ReleaseTags() {}

  /**
   * Returns a release's tag.
   *
   * @param isRecommended whether it is the recommended one, which depends on other releases, too
   */
  static String of(PublishedRelease release, boolean isRecommended) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((release.toString() + isRecommended).getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JVM to know SHA-256", e);
    }
  }
}
