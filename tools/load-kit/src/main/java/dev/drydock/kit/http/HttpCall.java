package dev.drydock.kit.http;

/** A request, and what is done with its answer. All methods are called by the loop's thread. */
public interface HttpCall {

  /** Returns the whole request, head and body. */
  byte[] request();

  /** Tells whether the answer's body is looked at; else it is passed over. */
  default boolean wantsBody() {
    return false;
  }

  /** Exactly one of the two is called, unless the loop is closed before. */
  void answered(HttpAnswer answer);

  /** No answer came; the server may have acted on the request all the same. */
  void failed(Exception cause);
}
