package dev.drydock.cli.bench;

import dev.drydock.messages.OperationState;
import dev.drydock.schemas.MessageKind;

/**
 * An operation's final state, as it was seen on the status topic.
 *
 * @param kind the state in lower camel case
 * @param seenNanos when it was read ({@link System#nanoTime})
 */
record FinalStatus(String operationId, String kind, long seenNanos) {

  private static final String SUCCESSFUL = MessageKind.camel(OperationState.SUCCESSFUL);

  boolean isSuccessful() {
    return kind.equals(SUCCESSFUL);
  }
}
