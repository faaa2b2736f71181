package dev.drydock.dispatcher.ddi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Software;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a device is to install: one chunk with one file, for there are agents that take no more.
 *
 * @param id the update's number; a text, as in hawkBit
 */
record DeploymentDocument(String id, Deployment deployment) {

  /** What of Graph's kinds of software is a part of the operating system. */
  private static final Set<String> OF_SYSTEM = Set.of("firmware", "operatingSystem");

  private static final String AT_ONCE = "forced";

  static DeploymentDocument of(int number, Offer offer) {
    Software software = offer.software();
    Chunk chunk =
        new Chunk(
            OF_SYSTEM.contains(software.type()) ? "os" : "bApp",
            software.version(),
            software.type(),
            offer.artifact() == null ? List.of() : List.of(file(offer.artifact())));
    return new DeploymentDocument(
        Integer.toString(number), new Deployment(AT_ONCE, AT_ONCE, List.of(chunk)));
  }

  /** Agents look for one link or the other; an artifact's URL says itself how it is spoken to. */
  private static File file(Artifact artifact) {
    Link link = new Link(artifact.uri());
    return new File(
        artifact.fileName(),
        new Hashes(artifact.sha1(), artifact.sha256()),
        artifact.sizeBytes(),
        Map.of("download", link, "download-http", link));
  }

  record Deployment(String download, String update, List<Chunk> chunks) {}

  record Chunk(String part, String version, String name, List<File> artifacts) {}

  record File(
      String filename, Hashes hashes, long size, @JsonProperty("_links") Map<String, Link> links) {}

  record Hashes(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sha1, String sha256) {}
}
