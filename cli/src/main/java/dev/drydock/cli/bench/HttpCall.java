package dev.drydock.cli.bench;

/** A request, and what is done with its answer. Both methods are called by the loop's thread. */
interface HttpCall {

  /** Returns the whole request, head and body. */
  byte[] request();

  /** Exactly one of the two is called, unless the loop is closed before. */
  void answered(HttpAnswer answer);

  /** No answer came; the server may have acted on the request all the same. */
  void failed(Exception cause);
}
