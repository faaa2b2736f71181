package dev.drydock.gateway.publish;

import java.time.Duration;

/** A record was not written, or it is not known whether it was. */
public final class NotDurableException extends RuntimeException {

  private final Duration retryAfter;

  NotDurableException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns after how long another try makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
