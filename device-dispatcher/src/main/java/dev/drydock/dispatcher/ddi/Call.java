package dev.drydock.dispatcher.ddi;

/** What a device may ask or tell. */
enum Call {
  /** Whether there is something for it. */
  POLL("GET"),
  /** What it is to install. */
  FETCH("GET"),
  /** How it goes. */
  FEEDBACK("POST"),
  /** What it is to stop. */
  CANCEL("GET"),
  /** Whether it stops. */
  CANCEL_FEEDBACK("POST"),
  /** What it is. */
  CONFIG_DATA("PUT");

  private final String method;

  Call(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }

  boolean isFeedback() {
    return this == FEEDBACK || this == CANCEL_FEEDBACK;
  }
}
