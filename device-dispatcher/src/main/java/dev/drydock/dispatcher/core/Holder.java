package dev.drydock.dispatcher.core;

import java.time.Instant;

/**
 * The operation that holds a dock.
 *
 * @param operationId the operation
 * @param deploymentNumber its number among the device's admitted ones, counted from 1
 * @param admittedAt when it was admitted
 * @param channel how the device was reached when it was admitted
 * @param delivered whether the device was given it
 * @param withdrawal whether it ends without the device being asked
 */
public record Holder(
    String operationId,
    int deploymentNumber,
    Instant admittedAt,
    Channel channel,
    boolean delivered,
    Withdrawal withdrawal) {

  /** Returns an operation as it is when it comes to hold a dock. */
  static Holder admitted(
      String operationId, int deploymentNumber, Instant admittedAt, Channel channel) {
    return new Holder(operationId, deploymentNumber, admittedAt, channel, false, Withdrawal.NONE);
  }

  /** Whether a bridge was commanded to install it. */
  boolean isBridged() {
    return channel == Channel.BRIDGE;
  }

  /** Whether the device may have begun: a bridge's command is out from the admission on. */
  boolean isGiven() {
    return delivered || isBridged();
  }

  boolean isWithdrawn() {
    return withdrawal != Withdrawal.NONE;
  }

  Holder withDelivered() {
    return new Holder(operationId, deploymentNumber, admittedAt, channel, true, withdrawal);
  }

  Holder withdrawn(Withdrawal how) {
    return new Holder(operationId, deploymentNumber, admittedAt, channel, delivered, how);
  }
}
