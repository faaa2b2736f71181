package dev.drydock.simulator;

/** How devices are reached. */
public enum Channel {
  /** By a bridge that reads and writes the topics. */
  KAFKA,
  /** By HTTP, as the clients of hawkBit's DDI do. */
  DDI
}
