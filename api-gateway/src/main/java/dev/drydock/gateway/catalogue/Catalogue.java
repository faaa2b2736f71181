package dev.drydock.gateway.catalogue;

import dev.drydock.gateway.publish.RecordPublisher;
import dev.drydock.gateway.security.Caller;
import dev.drydock.gateway.security.TenantId;
import dev.drydock.schemas.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What each tenant's devices can be updated to. Every method fails with {@link
 * CatalogueNotReadyException} until the catalogue has been read once. Thread-safe.
 */
@Component
public final class Catalogue {

  private final CatalogueReader reader;
  private final RecordPublisher publisher;
  private final CatalogueSettings settings;
  private final Clock clock;
  private final Turns turns = new Turns();

  Catalogue(
      CatalogueReader reader, RecordPublisher publisher, CatalogueSettings settings, Clock clock) {
    this.reader = reader;
    this.publisher = publisher;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What became of a publication.
   *
   * @param release as it stands in the catalogue
   * @param isNew whether the version was not in the catalogue before
   */
  public record Publication(PublishedRelease release, boolean isNew) {}

  /** Returns a release. */
  public Optional<PublishedRelease> find(
      TenantId tenantId, String softwareType, String softwareVersion) {
    return index().find(tenantId.value(), softwareType, softwareVersion);
  }

  /**
   * Returns what a device is to be updated to when a version is asked for: the release, or where
   * unknown versions are admitted one without artifacts; empty when the version is not on offer.
   */
  public Optional<PublishedRelease> offer(
      Caller caller, String softwareType, String softwareVersion) {
    Optional<PublishedRelease> found = find(caller.tenantId(), softwareType, softwareVersion);
    return found.isPresent()
            || settings.unknownVersions() == CatalogueSettings.UnknownVersions.REFUSE
        ? found
        : Optional.of(
            new PublishedRelease(
                softwareType, softwareVersion, ReleaseContent.NONE, now(), caller.actor(), null));
  }

  /**
   * Returns what a device is to be updated to when no version is asked for: the release of the type
   * that was recommended last, or else the newest by the order of its versions.
   */
  public Optional<PublishedRelease> onOffer(TenantId tenantId, String softwareType) {
    return index().onOffer(tenantId.value(), softwareType);
  }

  /** Tells whether of all releases of its type a release is the one that was recommended last. */
  public boolean isRecommended(TenantId tenantId, PublishedRelease release) {
    return release.recommendedAt() != null
        && index()
            .recommended(tenantId.value(), release.softwareType())
            .filter(last -> last.softwareVersion().equals(release.softwareVersion()))
            .isPresent();
  }

  /**
   * Compares a release with the version that a device runs, in the catalogue or not.
   *
   * @return more than 0 when the release is newer, less when it is older; empty when the two cannot
   *     be compared
   */
  public OptionalInt compare(TenantId tenantId, PublishedRelease release, String runs) {
    return index().compare(tenantId.value(), release, runs);
  }

  /**
   * Returns some of a tenant's releases in the order of type and version.
   *
   * @param top how many at most
   * @param after {@code type/version} of the last one of the page before, or null
   */
  public List<PublishedRelease> page(TenantId tenantId, int top, @Nullable String after) {
    return index().page(tenantId.value(), top, after);
  }

  /**
   * Puts a release into the catalogue, or replaces its content.
   *
   * @param recommended whether it is recommended from now on; null to leave that as it is
   * @return completes when this instance offers the release; fails with {@link
   *     java.util.concurrent.TimeoutException} when it is written but could not be read back in
   *     time, and as {@link RecordPublisher#publish} does
   */
  public CompletableFuture<Publication> publish(
      Caller caller,
      String softwareType,
      String softwareVersion,
      ReleaseContent content,
      @Nullable Boolean recommended) {
    Optional<PublishedRelease> earlier = find(caller.tenantId(), softwareType, softwareVersion);
    PublishedRelease release =
        new PublishedRelease(
            softwareType,
            softwareVersion,
            content,
            earlier.map(PublishedRelease::publishedAt).orElseGet(this::now),
            earlier.map(PublishedRelease::publishedBy).orElseGet(caller::actor),
            recommendedAt(caller.tenantId(), softwareType, earlier, recommended));
    return publisher
        .publish(Topic.RELEASES, release.toMessage(caller.tenantId().value()), Map.of())
        .thenCompose(this::awaitRead)
        .thenApply(read -> new Publication(release, earlier.isEmpty()));
  }

  /** What is recommended later has the later time, whatever clock an earlier gateway had. */
  private @Nullable Instant recommendedAt(
      TenantId tenantId,
      String softwareType,
      Optional<PublishedRelease> earlier,
      @Nullable Boolean recommended) {
    boolean isRecommended = earlier.filter(known -> isRecommended(tenantId, known)).isPresent();
    if (recommended == null || recommended && isRecommended) {
      return earlier.map(PublishedRelease::recommendedAt).orElse(null);
    }
    if (!recommended) {
      return null;
    }
    Instant after =
        index()
            .recommended(tenantId.value(), softwareType)
            .map(PublishedRelease::recommendedAt)
            .map(last -> last.plusMillis(1))
            .orElse(Instant.MIN);
    Instant now = now();
    return now.isBefore(after) ? after : now;
  }

  /**
   * Takes a release out of the catalogue, also where this instance does not know it yet. Updates to
   * it that were admitted go on: they have what they need.
   *
   * @return completes when that is durable and this instance, as far as it keeps up, does not offer
   *     the release any more: with the release, or with nothing when it was not known here; fails
   *     as {@link RecordPublisher#withdraw} does
   */
  public CompletableFuture<Optional<PublishedRelease>> withdraw(
      TenantId tenantId, String softwareType, String softwareVersion) {
    Optional<PublishedRelease> known = find(tenantId, softwareType, softwareVersion);
    return publisher
        .withdraw(Topic.RELEASES, Topic.releaseKey(tenantId.value(), softwareType, softwareVersion))
        .thenCompose(place -> awaitRead(place).handle((read, late) -> known));
  }

  /**
   * Changes a release after all changes of it by this instance are over, whatever became of them.
   * Another instance may change it at the same time.
   *
   * @param change is given the release as it is then, or nothing when it is not in the catalogue
   * @return as the change does
   */
  public <T> CompletableFuture<T> inTurn(
      TenantId tenantId,
      String softwareType,
      String softwareVersion,
      Function<Optional<PublishedRelease>, CompletableFuture<T>> change) {
    return turns.after(
        Topic.releaseKey(tenantId.value(), softwareType, softwareVersion),
        () -> change.apply(find(tenantId, softwareType, softwareVersion)));
  }

  private CompletableFuture<Void> awaitRead(RecordMetadata place) {
    return reader
        .progress()
        .read(place.offset())
        .copy()
        .orTimeout(settings.readWait().toMillis(), TimeUnit.MILLISECONDS);
  }

  private ReleaseIndex index() {
    if (!reader.progress().isAtEnd()) {
      throw new CatalogueNotReadyException();
    }
    return reader.index();
  }

  /** Times on the wire are milliseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
