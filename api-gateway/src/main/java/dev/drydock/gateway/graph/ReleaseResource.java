package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.gateway.catalogue.Artifact;
import dev.drydock.gateway.catalogue.PublishedRelease;
import org.jspecify.annotations.Nullable;

/** A release's JSON, which Graph never had. */
record ReleaseResource(
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.context")
        @Nullable String context,
    String softwareType,
    String softwareVersion,
    @Nullable Artifact artifact,
    String publishedDateTime,
    @Nullable IdentitySet publishedBy,
    boolean recommended,
    @Nullable String recommendedDateTime) {

  /**
   * Returns a release's JSON.
   *
   * @param context where it stands alone; null for an item of a collection
   */
  static ReleaseResource of(@Nullable String context, PublishedRelease release) {
    return new ReleaseResource(
        context,
        release.softwareType(),
        release.softwareVersion(),
        release.artifact(),
        GraphTimes.format(release.publishedAt()),
        IdentitySet.of(release.publishedBy()),
        release.recommendedAt() != null,
        release.recommendedAt() == null ? null : GraphTimes.format(release.recommendedAt()));
  }
}
