package dev.drydock.gateway.view;

import java.time.Duration;

/** The view did not answer, or not as it should. */
public final class ViewUnavailableException extends RuntimeException implements ViewFailure {

  private final Duration retryAfter;

  ViewUnavailableException(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Returns after how long another try makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
