package dev.drydock.projector.query;

/**
 * The operation that was asked for is another device's. The gateway is told so, for otherwise it
 * would wait for a young operation to come into view; callers are told 404.
 */
final class ForeignOperationException extends RuntimeException {

  ForeignOperationException() {
    super("Expected an operation of the device, but it is another device's");
  }
}
