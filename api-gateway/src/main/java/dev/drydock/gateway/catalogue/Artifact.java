package dev.drydock.gateway.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A file that a device downloads.
 *
 * @param uri absolute http or https URI
 * @param fileName name without a path
 * @param sizeBytes length, 1 or more
 * @param sha1 40 lower-case hexadecimal digits, or null
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Artifact(
    String uri, String fileName, long sizeBytes, @Nullable String sha1, String sha256) {

  static @Nullable Artifact fromMessage(dev.drydock.messages.@Nullable Artifact artifact) {
    return artifact == null
        ? null
        : new Artifact(
            artifact.getUri(),
            artifact.getFileName(),
            artifact.getSizeBytes(),
            artifact.getSha1(),
            artifact.getSha256());
  }

  /** Returns the artifact as it stands in messages. */
  public dev.drydock.messages.Artifact toMessage() {
    return new dev.drydock.messages.Artifact(uri, fileName, sizeBytes, sha1, sha256);
  }
}
