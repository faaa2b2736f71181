package dev.drydock.check.rules;

/**
 * One place where the log breaks a promise.
 *
 * @param invariant the promise
 * @param sentence what was expected and what stands there, with ids, topic, partition and offset
 */
public record Violation(Invariant invariant, String sentence) {

  @Override
  public String toString() {
    return invariant.number() + ": " + sentence;
  }
}
