package dev.drydock.bench;

import dev.drydock.messages.OperationState;

/**
 * An operation's final state, as it was seen on the status topic.
 *
 * @param kind the state in lower camel case
 * @param seenNanos when it was read ({@link System#nanoTime})
 */
record FinalStatus(String operationId, String kind, long seenNanos) {

  boolean isSuccessful() {
    return kind.equals(OperationState.SUCCESSFUL);
  }
}
