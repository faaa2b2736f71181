package dev.drydock.gateway.admission;

import java.time.Duration;

/**
 * How long an operation may wait.
 *
 * @param delivery from the admission until the device has been given the update
 * @param start from the delivery until the device's first report
 * @param progress from one report until the next
 * @param cancel from a requested cancel until the device has stopped or refused
 */
public record Deadlines(Duration delivery, Duration start, Duration progress, Duration cancel) {

  dev.drydock.messages.Deadlines toMessage() {
    return dev.drydock.messages.Deadlines.newBuilder()
        .setDeliveryMs(delivery.toMillis())
        .setStartMs(start.toMillis())
        .setProgressMs(progress.toMillis())
        .setCancelMs(cancel.toMillis())
        .build();
  }
}
