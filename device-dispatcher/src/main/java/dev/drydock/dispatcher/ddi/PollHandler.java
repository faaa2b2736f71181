package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Listing;
import dev.drydock.dispatcher.core.Registration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tells devices that come whether there is something for them. A poll with nothing to do reads
 * local state only, and writes nothing. Thread-safe.
 */
final class PollHandler {

  private final AckLog log;
  private final Acks acks;
  private final PollingTimes times;
  private final Sightings sightings;
  private final DdiSettings settings;
  private final GraceSettings graces;
  private final InstantSource clock;
  private final IdleAnswers idle = new IdleAnswers();

  PollHandler(
      AckLog log,
      Acks acks,
      PollingTimes times,
      Sightings sightings,
      DdiSettings settings,
      GraceSettings graces,
      InstantSource clock) {
    this.log = log;
    this.acks = acks;
    this.times = times;
    this.sightings = sightings;
    this.settings = settings;
    this.graces = graces;
    this.clock = clock;
  }

  /** The first poll of a device writes that it is there, where it may; no other writes. */
  boolean isCounted(DeviceCall call, Dock dock) {
    Registration known = dock.registration();
    return settings.registers(call.origin().by())
        && (known == null || known.channel() != Channel.DDI);
  }

  CompletableFuture<Answer> answer(DeviceCall call, Dock dock) {
    Registration known = dock.registration();
    if (known != null && known.channel() == Channel.DDI) {
      return CompletableFuture.completedFuture(listing(call, dock, known));
    }
    if (settings.registers(call.origin().by())) {
      return introduce(call);
    }
    return CompletableFuture.completedFuture(
        known == null ? Answer.notFound("The device is not registered.") : idle(call, false));
  }

  /** The device is told to describe itself, and to come back soon. */
  private CompletableFuture<Answer> introduce(DeviceCall call) {
    return log.write(acks.introduction(call.device()).build())
        .thenApply(
            written ->
                Answer.of(
                    PollDocument.of(
                        times.seconds(call.device().tenantId(), true),
                        Map.of("configData", new Link(call.href("/configData"))))));
  }

  /**
   * What the device is to tell of itself is asked when there is nothing else: SWUpdate installs
   * nothing while it is asked.
   */
  private Answer listing(DeviceCall call, Dock dock, Registration known) {
    Instant now = clock.instant();
    sightings.note(call.device(), known.lastSeenAt(), now);
    Map<String, Link> links = new LinkedHashMap<>();
    Optional<Listing> listing = Listing.of(dock, now, graces.of(call.device().tenantId()));
    listing.ifPresent(listed -> list(call, listed, links));
    if (links.isEmpty() && !known.described()) {
      links.put("configData", new Link(call.href("/configData")));
    }
    boolean isWaiting = listing.isPresent() || isHeldHere(dock);
    return links.isEmpty()
        ? idle(call, isWaiting)
        : Answer.of(PollDocument.of(times.seconds(call.device().tenantId(), isWaiting), links));
  }

  Answer idle(DeviceCall call, boolean isWaiting) {
    return idle.in(times.seconds(call.device().tenantId(), isWaiting));
  }

  /** Agents prefer the cancel where both are listed, and remember a deployment by its URL. */
  private static void list(DeviceCall call, Listing listing, Map<String, Link> links) {
    int number = listing.update().deploymentNumber();
    switch (listing.kind()) {
      case STOP -> links.put("cancelAction", new Link(call.href("/cancelAction/" + number)));
      case INSTALL ->
          links.put(
              "deploymentBase",
              new Link(
                  call.href(
                      "/deploymentBase/"
                          + number
                          + "?c="
                          + Integer.toHexString(listing.update().operationId().hashCode()))));
    }
  }

  private static boolean isHeldHere(Dock dock) {
    return dock.holder() != null && dock.holder().channel() == Channel.DDI;
  }
}
