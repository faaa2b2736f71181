package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.artifact.LoggedFaults;
import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Listing;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.messages.DeviceAckKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives devices their updates, and tells them what to stop. Thread-safe. */
final class DeploymentHandler {

  private static final Answer NOT_THERE =
      Answer.notFound("There is no update of this number for the device.");

  private static final Logger LOG = LoggerFactory.getLogger(DeploymentHandler.class);
  private static final Answer NOT_SERVED =
      Answer.unavailable(
          "This dispatcher does not serve the artifacts of the update: retry later.");

  private final AckLog log;
  private final Acks acks;
  private final GraceSettings graces;
  private final DdiMeters meters;
  private final InstantSource clock;
  private final boolean servesArtifacts;
  private final LoggedFaults loggedFaults = new LoggedFaults(System::nanoTime);

  DeploymentHandler(
      AckLog log,
      Acks acks,
      GraceSettings graces,
      boolean servesArtifacts,
      DdiMeters meters,
      InstantSource clock) {
    this.log = log;
    this.acks = acks;
    this.graces = graces;
    this.servesArtifacts = servesArtifacts;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * What holds the dock is given when the dock has noted that it is: only then can a caller who
   * cancels be told that the device may have begun. Agents ask again at each poll, until they are
   * restarted: what was given before is given again from local state.
   */
  CompletableFuture<Answer> fetch(DeviceCall call, Dock dock) {
    Instant now = clock.instant();
    Optional<Holder> given = given(call, dock, now);
    if (given.isPresent()) {
      return CompletableFuture.completedFuture(document(call, given.get().offer(), now));
    }
    Holder holder = dock.holder();
    if (holder == null
        || holder.deploymentNumber() != call.number()
        || holder.channel() != Channel.DDI
        || holder.isAfterWindow(now)) {
      return CompletableFuture.completedFuture(NOT_THERE);
    }
    if (!isServed(holder.offer())) {
      return CompletableFuture.completedFuture(notServed(call));
    }
    return meters
        .timed(
            log.fetch(acks.of(call.device(), holder.operationId(), DeviceAckKind.FETCHED).build()))
        .thenApply(may -> may ? document(call, holder.offer(), now) : NOT_THERE);
  }

  CompletableFuture<Answer> cancel(DeviceCall call, Dock dock) {
    return CompletableFuture.completedFuture(
        listed(call, dock, clock.instant())
            .filter(listing -> listing.kind() == Listing.Kind.STOP)
            .map(listing -> Answer.of(cancelDocument(Integer.toString(call.number()))))
            .orElse(NOT_THERE));
  }

  /** Returns what is listed, and was given before; of what is to stop only what has ended. */
  private Optional<Holder> given(DeviceCall call, Dock dock, Instant now) {
    return listed(call, dock, now)
        .filter(listing -> listing.kind() == Listing.Kind.INSTALL)
        .map(Listing::update)
        .filter(Holder::delivered);
  }

  private Optional<Listing> listed(DeviceCall call, Dock dock, Instant now) {
    return Listing.of(dock, now, graces.of(call.device().tenantId()))
        .filter(listing -> listing.update().deploymentNumber() == call.number());
  }

  private Answer document(DeviceCall call, @Nullable Offer offer, Instant now) {
    if (!isServed(offer)) {
      return notServed(call);
    }
    return offer == null
        ? NOT_THERE
        : Answer.of(
            DeploymentDocument.of(call.number(), offer, now, file -> href(call, offer, file)));
  }

  /** A device that is given a link which is answered 404 fails the update. */
  private boolean isServed(@Nullable Offer offer) {
    return servesArtifacts
        || offer == null
        || !offer.content().isProxied()
        || offer.content().artifacts().isEmpty();
  }

  private Answer notServed(DeviceCall call) {
    meters.notServed();
    if (loggedFaults.isNew(call.device().tenantId())) {
      LOG.atWarn()
          .addKeyValue("tenantId", call.device().tenantId())
          .addKeyValue("deviceId", call.device().deviceId())
          .log(
              "An update is held back: its release is proxied, and this dispatcher serves no"
                  + " artifacts. Set drydock.dispatcher.ddi.artifacts.hosts or root.");
    }
    return NOT_SERVED;
  }

  private static String href(DeviceCall call, Offer offer, Artifact file) {
    return offer.content().isProxied()
        ? call.href(DdiPath.below(call.number(), file.fileName()))
        : file.uri();
  }

  private static Map<String, Object> cancelDocument(String id) {
    return Map.of("id", id, "cancelAction", Map.of("stopId", id));
  }
}
