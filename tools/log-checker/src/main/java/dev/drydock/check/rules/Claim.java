package dev.drydock.check.rules;

/**
 * A record's word that another one caused it.
 *
 * @param causeOffset where the cause is said to stand
 * @param subject what the record is about, and its cause therefore too
 * @param expected what the cause must be
 * @param claimant where the record stands
 */
record Claim(long causeOffset, Subject subject, FactKind expected, Position claimant) {

  /** Tells whether a record can be the cause. */
  boolean isMetBy(FactKind kind, Subject found) {
    return expected == FactKind.REPEATED_REQUEST
        ? kind == FactKind.REQUEST && found.device().equals(subject.device())
        : expected.isMetBy(kind) && found.equals(subject);
  }
}
