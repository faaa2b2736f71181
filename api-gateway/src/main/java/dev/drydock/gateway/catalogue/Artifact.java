package dev.drydock.gateway.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A file that a device downloads.
 *
 * @param uri absolute http or https URI; a file URI where the dispatcher delivers it
 * @param fileName name without a path
 * @param sizeBytes length, 1 or more
 * @param md5 32 lower-case hexadecimal digits, or null
 * @param sha1 40 lower-case hexadecimal digits, or null
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Artifact(
    String uri,
    String fileName,
    long sizeBytes,
    @Nullable String md5,
    @Nullable String sha1,
    String sha256) {

  static Artifact fromMessage(dev.drydock.messages.Artifact artifact) {
    return new Artifact(
        artifact.getUri(),
        artifact.getFileName(),
        artifact.getSizeBytes(),
        artifact.getMd5(),
        artifact.getSha1(),
        artifact.getSha256());
  }

  dev.drydock.messages.Artifact toMessage() {
    return new dev.drydock.messages.Artifact(uri, fileName, sizeBytes, md5, sha1, sha256);
  }
}
