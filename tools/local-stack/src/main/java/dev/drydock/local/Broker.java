package dev.drydock.local;

/** Where a stack's Kafka runs. */
public sealed interface Broker {

  /** In this JVM, with the registry. Ends with it; a fatal fault of Kafka ends the JVM. */
  record InThisJvm() implements Broker {}

  /** In a JVM of its own, with the registry. */
  record InItsOwnJvm() implements Broker {}

  /**
   * It runs already; only the registry is started, in this JVM.
   *
   * @param bootstrapServers {@code host:port}, several with commas between
   */
  record Elsewhere(String bootstrapServers) implements Broker {}
}
