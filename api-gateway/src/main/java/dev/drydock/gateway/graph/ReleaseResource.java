package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.gateway.catalogue.Artifact;
import dev.drydock.gateway.catalogue.PublishedRelease;
import dev.drydock.gateway.catalogue.ReleaseContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A release's JSON, which Graph never had. */
record ReleaseResource(
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.context")
        @Nullable String context,
    String softwareType,
    String softwareVersion,
    List<Artifact> artifacts,
    @Nullable String part,
    @Nullable String name,
    Map<String, String> metadata,
    String delivery,
    String publishedDateTime,
    @Nullable IdentitySet publishedBy,
    boolean recommended,
    @Nullable String recommendedDateTime,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ReleaseWarning> warnings) {

  /**
   * Returns a release's JSON.
   *
   * @param context where it stands alone; null for an item of a collection
   * @param isRecommended whether it is the recommended one of its kind
   */
  static ReleaseResource of(
      @Nullable String context, PublishedRelease release, boolean isRecommended) {
    return of(context, release, isRecommended, null);
  }

  /** Returns the JSON of a release that was just published, with what is to be said of it. */
  static ReleaseResource published(
      String context, PublishedRelease release, boolean isRecommended) {
    return of(context, release, isRecommended, ReleaseWarning.of(release));
  }

  private static ReleaseResource of(
      @Nullable String context,
      PublishedRelease release,
      boolean isRecommended,
      @Nullable List<ReleaseWarning> warnings) {
    ReleaseContent content = release.content();
    return new ReleaseResource(
        context,
        release.softwareType(),
        release.softwareVersion(),
        content.artifacts(),
        content.part(),
        content.name(),
        content.metadata(),
        content.delivery(),
        GraphTimes.format(release.publishedAt()),
        IdentitySet.of(release.publishedBy()),
        isRecommended,
        release.recommendedAt() == null ? null : GraphTimes.format(release.recommendedAt()),
        warnings);
  }
}
