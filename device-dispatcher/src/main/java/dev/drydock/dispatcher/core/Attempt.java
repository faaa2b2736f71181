package dev.drydock.dispatcher.core;

/**
 * An update that held the dock since the device was registered, and is over.
 *
 * @param operationId the operation
 * @param software what it was to install
 * @param installed whether the device said, in time or later, that it did
 */
public record Attempt(String operationId, Software software, boolean installed) {

  Attempt succeeded() {
    return new Attempt(operationId, software, true);
  }
}
