package dev.drydock.gateway.catalogue;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.messages.Release;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.schemas.Topic;
import dev.drydock.view.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Software that can be installed.
 *
 * @param softwareType kind of software, in Microsoft Graph's words
 * @param softwareVersion its version
 * @param content what it consists of
 * @param publishedAt when it was first put into the catalogue
 * @param publishedBy who did that
 * @param recommendedAt when it was recommended, or null when it is not
 */
public record PublishedRelease(
    String softwareType,
    String softwareVersion,
    ReleaseContent content,
    Instant publishedAt,
    Actor publishedBy,
    @Nullable Instant recommendedAt) {

  private static final ActorMembers PUBLISHED_BY =
      new ActorMembers(Release.getClassSchema(), "publishedBy");

  static PublishedRelease fromMessage(Release release) {
    return new PublishedRelease(
        release.getSoftwareType(),
        release.getSoftwareVersion(),
        ReleaseContent.fromMessage(release.getContent()),
        release.getPublishedAt(),
        Actors.fromMessage(PUBLISHED_BY.in(release)),
        release.getRecommendedAt());
  }

  Release toMessage(String tenantId) {
    Release release =
        Release.newBuilder()
            .setReleaseKey(Topic.releaseKey(tenantId, softwareType, softwareVersion))
            .setTenantId(tenantId)
            .setSoftwareType(softwareType)
            .setSoftwareVersion(softwareVersion)
            .setContent(content.toMessage())
            .setPublishedAt(publishedAt)
            .setRecommendedAt(recommendedAt)
            .build();
    PUBLISHED_BY.set(release, Actors.toMessage(publishedBy));
    return release;
  }
}
