package dev.drydock.projector.query;

/** A query cannot be answered as it stands; the message says why. */
final class BadQueryException extends RuntimeException {

  BadQueryException(String message) {
    super(message);
  }
}
