package dev.drydock.projector.stream;

import dev.drydock.schemas.DeadLetterReason;

/** A message holds a value that is not allowed, or not understood. */
final class InvalidMessageException extends RuntimeException {

  private final DeadLetterReason reason;

  private final String explanation;

  InvalidMessageException(DeadLetterReason reason, String explanation) {
    super(explanation);
    this.reason = reason;
    this.explanation = explanation;
  }

  String explanation() {
    return explanation;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
