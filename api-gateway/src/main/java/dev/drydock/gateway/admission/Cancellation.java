package dev.drydock.gateway.admission;

import java.time.Instant;

/** What the dock made of a request to cancel an operation. */
public sealed interface Cancellation {

  /**
   * The device is asked to stop, and decides.
   *
   * @param at the time of the request, which the operation tells as soon as it knows of it
   */
  record Requested(Instant at) implements Cancellation {}

  /** The operation ends without the device being asked. */
  record Withdrawn() implements Cancellation {}

  /** The operation does not hold the device: it has ended. */
  record NothingToCancel() implements Cancellation {}

  /** The request is durable, but was not decided in time. */
  record Undecided() implements Cancellation {}
}
