package dev.drydock.dispatcher.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a device is told when it comes and asks whether there is something for it.
 *
 * @param kind what it is to do
 * @param update with which update
 */
public record Listing(Kind kind, Holder update) {

  /** What a device is to do. */
  public enum Kind {
    /** Install it. */
    INSTALL,
    /** Stop it. */
    STOP
  }

  /**
   * Returns what a dock has for its device. An update that was given to the device, and ended
   * without its word, stays listed for a while: agents say their last word of a listed one only. An
   * update whose maintenance window has closed is not listed to be installed.
   *
   * @param now the time
   * @param grace how long it stays listed after its end; the next admission ends it earlier
   */
  public static Optional<Listing> of(Dock dock, Instant now, Duration grace) {
    Holder holder = dock.holder();
    return (holder == null ? lingering(dock, now, grace) : held(holder))
        .filter(listing -> listing.kind() == Kind.STOP || !isTooLate(listing.update(), now));
  }

  private static boolean isTooLate(Holder update, Instant now) {
    return update.offer() != null && update.offer().terms().isAfterWindow(now);
  }

  private static Optional<Listing> held(Holder holder) {
    if (holder.offer() == null || holder.lastWord() != null) {
      return Optional.empty();
    }
    return switch (holder.withdrawal()) {
      case NONE -> Optional.of(of(holder));
      case UNSEEN -> Optional.empty();
      case FORCED -> holder.delivered() ? Optional.of(of(holder)) : Optional.empty();
    };
  }

  private static Optional<Listing> lingering(Dock dock, Instant now, Duration grace) {
    return dock.past().stream()
        .findFirst()
        .filter(past -> past.holder().offer() != null)
        .filter(past -> past.holder().delivered() && past.holder().lastWord() == null)
        .filter(past -> now.isBefore(past.endedAt().plus(grace)))
        .map(past -> of(past.holder()));
  }

  private static Listing of(Holder update) {
    return new Listing(update.cancelRequested() ? Kind.STOP : Kind.INSTALL, update);
  }
}
