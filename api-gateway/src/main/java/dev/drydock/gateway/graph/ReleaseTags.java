package dev.drydock.gateway.graph;

import dev.drydock.gateway.catalogue.PublishedRelease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Entity tags of releases: a hash of all that the catalogue has of one, the same at each gateway.
 */
final class ReleaseTags {

  private static final int BYTES = 12;

  private ReleaseTags() {}

  static String of(PublishedRelease release) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(release.toString().getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JVM to know SHA-256", e);
    }
  }
}
