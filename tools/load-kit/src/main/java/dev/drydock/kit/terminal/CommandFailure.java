package dev.drydock.kit.terminal;

/**
 * A command cannot do what it was asked for. The message is one sentence that a person reads: what
 * was expected, what was found, what to do.
 */
public final class CommandFailure extends RuntimeException {

  /** Fails without a cause worth a stack trace. */
  public CommandFailure(String message) {
    super(message);
  }

  /** Fails because something below failed. */
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
