package dev.drydock.check.rules;

import dev.drydock.schemas.Topic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** I5: whatever a record names as its cause is there, and could have caused it. */
final class CauseCheck {

  private final ShardLog log;
  private final CheckOptions options;
  private final Findings findings;
  private final Map<Topic, Claims> claims = new EnumMap<>(Topic.class);

  CauseCheck(ShardLog log, CheckOptions options, Findings findings) {
    this.log = log;
    this.options = options;
    this.findings = findings;
    for (Topic topic : Topic.values()) {
      claims.put(topic, new Claims());
    }
  }

  /** Takes a record's word for its cause; it is looked up when the cause's topic is read. */
  void claim(Subject subject, FactKind expected, LogCause cause, Position claimant) {
    if (cause instanceof LogCause.Input input
        && input.position().topic() == expected.topic()
        && input.position().partition() == log.partition()) {
      claimsOn(expected.topic())
          .add(new Claim(input.position().offset(), subject, expected, claimant));
    } else {
      findings.add(
          Invariant.TRUE_CAUSE,
          "Expected a record "
              + expected
              + " on "
              + expected.topic().baseName()
              + " partition "
              + log.partition()
              + " as the cause of "
              + of(subject, claimant)
              + ", but it names "
              + cause
              + '.');
    }
  }

  /**
   * Settles the claims about a record.
   *
   * @return what was claimed about it
   */
  List<Claim> settle(long offset, Subject subject, FactKind kind) {
    List<Claim> made = claimsOn(kind.topic()).at(offset, this::missed);
    for (Claim claim : made) {
      if (!claim.isMetBy(kind, subject)) {
        findings.add(
            Invariant.TRUE_CAUSE,
            "Expected a record "
                + claim.expected()
                + " as the cause of "
                + of(claim.subject(), claim.claimant())
                + ", but at "
                + cause(claim)
                + " stands "
                + kind
                + " of "
                + subject
                + '.');
      }
    }
    return made;
  }

  /** Settles the claims about records that are not there. */
  void finish(Topic topic) {
    claimsOn(topic).finish(this::missed);
  }

  private void missed(Claim claim) {
    LogBounds bounds = log.bounds(claim.expected().topic());
    boolean deleted = claim.causeOffset() < bounds.start() && !options.complete();
    boolean yetToCome = claim.causeOffset() >= bounds.end() && !options.quiet();
    if (!deleted && !yetToCome) {
      findings.add(
          Invariant.TRUE_CAUSE,
          "Expected a record "
              + claim.expected()
              + " as the cause of "
              + of(claim.subject(), claim.claimant())
              + ", but at "
              + cause(claim)
              + " there is none.");
    }
  }

  private Position cause(Claim claim) {
    return new Position(claim.expected().topic(), log.partition(), claim.causeOffset());
  }

  private Claims claimsOn(Topic topic) {
    return Objects.requireNonNull(claims.get(topic), "all topics are there");
  }

  private static String of(Subject subject, Position claimant) {
    return "the record at " + claimant + " (" + subject + ')';
  }
}
