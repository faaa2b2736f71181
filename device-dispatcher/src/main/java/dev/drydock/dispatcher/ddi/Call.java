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
  CONFIG_DATA("PUT"),
  /** A file of what it is to install. */
  ARTIFACT("GET");

  private final String method;

  Call(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }

  /** Tells whether a method is the one to call it by, or HTTP's HEAD for a file. */
  boolean isCalledBy(String other) {
    return method.equals(other) || this == ARTIFACT && other.equals("HEAD");
  }

  boolean isFeedback() {
    return this == FEEDBACK || this == CANCEL_FEEDBACK;
  }
}
