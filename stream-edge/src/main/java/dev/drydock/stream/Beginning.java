package dev.drydock.stream;

/** Where an input is read from. */
sealed interface Beginning {

  /** Where the group's offset says: nothing else is known, or is to count. */
  record AtGroup() implements Beginning {}

  /**
   * At the position of the store.
   *
   * @param next the position
   * @param committed the group's offset, 0 when there is none
   */
  record At(long next, long committed) implements Beginning {
    /** Tells whether the group would have had records handled twice. */
    boolean isBackward() {
      return committed < next;
    }
  }

  /**
   * Nowhere: the topic is not the one that was read.
   *
   * @param handled how far that one was read
   */
  record OtherTopic(Position handled) implements Beginning {}
}
