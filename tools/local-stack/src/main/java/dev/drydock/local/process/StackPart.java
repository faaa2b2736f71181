package dev.drydock.local.process;

/** A part of a stack that may end by itself, and can be started again when it has. */
public interface StackPart {

  /** Returns the name it has in messages. */
  String name();

  /** Tells whether it has not ended. */
  boolean isAlive();

  /** Tells whether it does its work now. Answers within 2 s. */
  boolean isReady();

  /**
   * Starts it again; it may become ready only later.
   *
   * @throws IllegalStateException when it has not ended or cannot be started; the message says why
   */
  void start();

  /**
   * Returns where its log is and how that ends; may have several lines. To be asked before the next
   * start, which goes on with the log or begins it anew.
   *
   * @param lines how much of the log, at most
   */
  String lastLines(int lines);
}
