package dev.drydock.dispatcher.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The operation that holds a dock.
 *
 * @param operationId the operation
 * @param deploymentNumber its number among the device's admitted ones, see {@link
 *     DeploymentNumbers}
 * @param admittedAt when it was admitted
 * @param channel how the device was reached when it was admitted
 * @param offer what the device is given, or null when a bridge was told
 * @param downloadOnly whether the device is not to install it: its success changes nothing of what
 *     the device runs
 * @param delivered whether the device was given it
 * @param withdrawal whether it ends without the device being asked
 * @param cancelRequested whether the device is asked or told to stop, and has not answered
 * @param finalReport the device's final report, or null when it has not sent one; not kept of a
 *     device behind a bridge
 */
public record Holder(
    String operationId,
    int deploymentNumber,
    Instant admittedAt,
    Channel channel,
    @Nullable Offer offer,
    boolean downloadOnly,
    boolean delivered,
    Withdrawal withdrawal,
    boolean cancelRequested,
    @Nullable DeviceAnswer finalReport) {

  /** Returns an operation as it is when it comes to hold a dock. */
  static Holder admitted(
      String operationId, int deploymentNumber, Instant admittedAt, Channel channel, Offer offer) {
    return new Holder(
        operationId,
        deploymentNumber,
        admittedAt,
        channel,
        channel == Channel.DDI ? offer : null,
        offer.terms().mode() == Terms.Mode.DOWNLOAD_ONLY,
        false,
        Withdrawal.NONE,
        false,
        null);
  }

  /** Whether a bridge was commanded to install it. */
  boolean isBridged() {
    return channel == Channel.BRIDGE;
  }

  /** Whether it has a maintenance window that has closed: the device is not to begin. */
  public boolean isAfterWindow(Instant now) {
    return offer != null && offer.terms().isAfterWindow(now);
  }

  /** Whether the device may have begun: a bridge's command is out from the admission on. */
  boolean isGiven() {
    return delivered || isBridged();
  }

  boolean isWithdrawn() {
    return withdrawal != Withdrawal.NONE;
  }

  /** Whether a device's answer tells something that is not known. */
  boolean isNews(DeviceAnswer answer) {
    return answer.isFinal() ? finalReport == null : cancelRequested;
  }

  Holder withDelivered() {
    return with(offer, true, withdrawal, cancelRequested, finalReport);
  }

  /** A device that has it is told to stop, although no caller waits for its answer. */
  Holder withdrawn(Withdrawal how) {
    boolean isToStop = cancelRequested || how == Withdrawal.FORCED && delivered;
    return with(offer, delivered, how, isToStop, finalReport);
  }

  Holder withCancelRequested() {
    return with(offer, delivered, withdrawal, true, finalReport);
  }

  /** Returns it after a device's answer; of several final reports the first counts. */
  Holder answered(DeviceAnswer answer) {
    if (!answer.isFinal()) {
      return with(offer, delivered, withdrawal, false, finalReport);
    }
    return finalReport == null ? with(offer, delivered, withdrawal, cancelRequested, answer) : this;
  }

  Holder withoutOffer() {
    return with(null, delivered, withdrawal, cancelRequested, finalReport);
  }

  private Holder with(
      @Nullable Offer newOffer,
      boolean isDelivered,
      Withdrawal how,
      boolean isAskedToStop,
      @Nullable DeviceAnswer word) {
    return new Holder(
        operationId,
        deploymentNumber,
        admittedAt,
        channel,
        newOffer,
        downloadOnly,
        isDelivered,
        how,
        isAskedToStop,
        word);
  }
}
