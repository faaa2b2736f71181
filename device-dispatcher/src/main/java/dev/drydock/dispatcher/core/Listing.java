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
   * Returns what a dock has for its device. An update whose maintenance window has closed is not
   * listed to be installed.
   *
   * @param now the time
   * @param grace how long an update that has ended stays listed
   */
  public static Optional<Listing> of(Dock dock, Instant now, Grace grace) {
    Holder holder = dock.holder();
    return (holder == null ? lingering(dock, now, grace) : held(holder))
        .filter(listing -> listing.kind() == Kind.STOP || !listing.update().isAfterWindow(now));
  }

  /**
   * How long an update that ended without the device's final report stays listed after its end. The
   * next admission, or the device's answer, ends it earlier.
   *
   * @param toInstall of an update that failed at its deadline: an agent that is restarted installs
   *     what is listed, so only those that need the listing for their final report are to be given
   *     one
   * @param toStop of an update that the device was told to stop
   */
  public record Grace(Duration toInstall, Duration toStop) {}

  private static Optional<Listing> held(Holder holder) {
    if (holder.offer() == null || holder.finalReport() != null) {
      return Optional.empty();
    }
    return switch (holder.withdrawal()) {
      case NONE -> Optional.of(of(holder));
      case UNSEEN -> Optional.empty();
      case FORCED -> holder.cancelRequested() ? Optional.of(of(holder)) : Optional.empty();
    };
  }

  private static Optional<Listing> lingering(Dock dock, Instant now, Grace grace) {
    return dock.past().stream()
        .findFirst()
        .filter(past -> past.holder().delivered() && past.holder().finalReport() == null)
        .filter(past -> now.isBefore(past.endedAt().plus(lasting(past, grace))))
        .map(past -> of(past.holder()));
  }

  /** What a caller ended is never to be installed, whatever the device answered to that. */
  private static Duration lasting(PastUpdate past, Grace grace) {
    if (past.holder().offer() == null) {
      return Duration.ZERO;
    }
    if (past.holder().cancelRequested()) {
      return grace.toStop();
    }
    return past.end() == End.FAILED ? grace.toInstall() : Duration.ZERO;
  }

  private static Listing of(Holder update) {
    return new Listing(update.cancelRequested() ? Kind.STOP : Kind.INSTALL, update);
  }
}
