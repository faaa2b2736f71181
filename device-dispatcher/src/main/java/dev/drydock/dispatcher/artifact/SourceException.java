package dev.drydock.dispatcher.artifact;

import java.io.IOException;
import java.util.concurrent.CompletionException;

/** A file cannot be read, or is not to be. Its message names no query of the file's URI. */
final class SourceException extends IOException {

  private static final long serialVersionUID = 1;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns why reading has failed. */
  static SourceException of(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof SourceException known
        ? known
        : new SourceException(String.valueOf(cause), cause);
  }
}
