package dev.drydock.bench;

/** The requests that a device's operation takes after its POST, in their order. */
enum Step {
  /** The device asks what there is to do, until the deployment is listed. */
  POLL("poll"),
  /** The device fetches the deployment. */
  FETCH("GET deploymentBase"),
  /** The device says that it is at work. */
  PROCEED("feedback proceeding"),
  /** The device says that it is done. */
  CLOSE("feedback closed"),
  /**
   * The caller looks at the operation, until it is final. What this takes is as exact as the looks
   * are frequent: the end came between the last two.
   */
  LOOK("closed to successful");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** Returns what it is called in a report. */
  String label() {
    return label;
  }

  boolean isLast() {
    return this == LOOK;
  }

  /** Returns the one after it; only when there is one. */
  Step next() {
    return values()[ordinal() + 1];
  }
}
