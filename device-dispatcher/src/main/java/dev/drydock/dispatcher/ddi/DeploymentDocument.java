package dev.drydock.dispatcher.ddi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Content;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a device is to install, in one chunk: agents take no more. What is not said is left out, for
 * small devices read no long answers.
 *
 * @param id the update's number; a text, as in hawkBit
 */
record DeploymentDocument(String id, Deployment deployment) {

  /** What of Graph's kinds of software is a part of the operating system. */
  private static final Set<String> OF_SYSTEM = Set.of("firmware", "operatingSystem");

  private static final String FORCED = "forced";
  private static final String ATTEMPT = "attempt";
  private static final String SKIP = "skip";

  /**
   * Returns the document.
   *
   * @param number the update's
   * @param now decides whether the maintenance window is open, which has not closed
   * @param hrefs where the device downloads a file
   */
  static DeploymentDocument of(
      int number, Offer offer, Instant now, Function<Artifact, String> hrefs) {
    Terms terms = offer.terms();
    String download = terms.mode() == Terms.Mode.SOFT ? ATTEMPT : FORCED;
    boolean isClosed = terms.isBeforeWindow(now);
    boolean isSkipped = isClosed || terms.mode() == Terms.Mode.DOWNLOAD_ONLY;
    return new DeploymentDocument(
        Integer.toString(number),
        new Deployment(
            download,
            isSkipped ? SKIP : download,
            terms.window() == null ? null : isClosed ? "unavailable" : "available",
            List.of(chunk(offer.software(), offer.content(), hrefs))));
  }

  private static Chunk chunk(Software software, Content content, Function<Artifact, String> hrefs) {
    return new Chunk(
        content.part() == null ? part(software.type()) : content.part(),
        software.version(),
        content.name() == null ? software.type() : content.name(),
        content.artifacts().stream().map(artifact -> file(artifact, hrefs)).toList(),
        content.metadata().entrySet().stream()
            .map(value -> new Value(value.getKey(), value.getValue()))
            .toList());
  }

  /** As hawkBit has it for its kinds of software: one of the system is os, an application bApp. */
  private static String part(String softwareType) {
    return OF_SYSTEM.contains(softwareType) ? "os" : "bApp";
  }

  /** Agents look for one link or the other; a URL says itself how it is spoken to. */
  private static File file(Artifact artifact, Function<Artifact, String> hrefs) {
    Link link = new Link(hrefs.apply(artifact));
    return new File(
        artifact.fileName(),
        new Hashes(artifact.md5(), artifact.sha1(), artifact.sha256()),
        artifact.sizeBytes(),
        Map.of("download", link, "download-http", link));
  }

  record Deployment(
      String download,
      String update,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String maintenanceWindow,
      List<Chunk> chunks) {}

  record Chunk(
      String part,
      String version,
      String name,
      List<File> artifacts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Value> metadata) {}

  record Value(String key, String value) {}

  record File(
      String filename, Hashes hashes, long size, @JsonProperty("_links") Map<String, Link> links) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Hashes(@Nullable String md5, @Nullable String sha1, String sha256) {}
}
