package dev.drydock.dispatcher.core;

import java.time.Instant;

/**
 * The operation that holds a dock.
 *
 * @param operationId the operation
 * @param deploymentNumber its number among the device's admitted ones, counted from 1
 * @param admittedAt when it was admitted
 * @param delivered whether the device was given it
 */
public record Holder(
    String operationId, int deploymentNumber, Instant admittedAt, boolean delivered) {

  Holder withDelivered() {
    return new Holder(operationId, deploymentNumber, admittedAt, true);
  }
}
