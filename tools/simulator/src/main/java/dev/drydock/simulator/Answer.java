package dev.drydock.simulator;

/** How far a command's acks are. One thread uses it. */
final class Answer {

  private final ReceivedCommand command;
  private int unsent;
  private int missing;
  private boolean ended;
  private boolean stopped;

  Answer(ReceivedCommand command, int acks) {
    this.command = command;
    this.unsent = acks;
    this.missing = acks;
  }

  ReceivedCommand command() {
    return command;
  }

  /** Tells whether all its acks are durable. */
  boolean isComplete() {
    return missing == 0;
  }

  /** Tells whether the device works on it: it has more to say, and its end is not said. */
  boolean isAtWork() {
    return !ended && !stopped;
  }

  boolean isStopped() {
    return stopped;
  }

  void sent(PlannedAck ack) {
    unsent--;
    ended |= ack.isEnd();
  }

  void durable() {
    missing--;
  }

  /** Leaves out what is not sent. */
  void stop() {
    stopped = true;
    missing -= unsent;
    unsent = 0;
  }
}
