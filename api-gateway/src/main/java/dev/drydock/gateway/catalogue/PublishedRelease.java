package dev.drydock.gateway.catalogue;

import dev.drydock.gateway.publish.Actors;
import dev.drydock.gateway.security.Actor;
import dev.drydock.messages.Release;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Software that can be installed.
 *
 * @param softwareType kind of software, in Microsoft Graph's words
 * @param softwareVersion its version
 * @param artifact what a device downloads, or null when the devices' bridge knows
 * @param publishedAt when it was first put into the catalogue
 * @param publishedBy who did that
 * @param recommendedAt when it was recommended, or null when it is not
 */
public record PublishedRelease(
    String softwareType,
    String softwareVersion,
    @Nullable Artifact artifact,
    Instant publishedAt,
    Actor publishedBy,
    @Nullable Instant recommendedAt) {

  static PublishedRelease fromMessage(Release release) {
    return new PublishedRelease(
        release.getSoftwareType(),
        release.getSoftwareVersion(),
        Artifact.fromMessage(release.getArtifact()),
        release.getPublishedAt(),
        Actors.fromMessage(release.getPublishedBy()),
        release.getRecommendedAt());
  }

  Release toMessage(String tenantId) {
    return new Release(
        tenantId,
        softwareType,
        softwareVersion,
        artifact == null ? null : artifact.toMessage(),
        publishedAt,
        Actors.toMessage(publishedBy),
        recommendedAt);
  }
}
