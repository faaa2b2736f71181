package dev.drydock.dispatcher.artifact;

import java.io.IOException;

/** A file cannot be read, or is not to be. */
final class SourceException extends IOException {

  private static final long serialVersionUID = 1;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
