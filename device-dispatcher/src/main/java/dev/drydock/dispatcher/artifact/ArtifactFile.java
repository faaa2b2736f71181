package dev.drydock.dispatcher.artifact;

/**
 * A file that a device may download.
 *
 * @param uri where it lies
 * @param sizeBytes its length in bytes
 * @param sha256 SHA-256 of its content in hexadecimal digits: its entity tag, the same at every
 *     dispatcher
 */
public record ArtifactFile(String uri, long sizeBytes, String sha256) {

  String entityTag() {
    return '"' + sha256 + '"';
  }
}
