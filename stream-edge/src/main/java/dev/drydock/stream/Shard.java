package dev.drydock.stream;

/**
 * What a service does for one partition of the fleet. Called by one thread; what it writes and
 * stores commits together with the offset of the record it handles, or not at all.
 */
public interface Shard {

  /** Handles one record. */
  void handle(Inbound inbound);

  /** The shard leaves, or begins anew: its stores are about to be closed. */
  default void close() {}
}
