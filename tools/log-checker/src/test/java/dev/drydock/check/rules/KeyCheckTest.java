package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.Idempotency;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** I3 for requests that are repeated under their idempotency key. */
class KeyCheckTest {

  private static final String DEVICE = "contoso/room-1";
  private static final Idempotency KEY = new Idempotency("key", "body");

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindNothingWhenARequestIsRepeatedDuringAndAfterItsOperation() {
    // given
    String operation = writer.admit(DEVICE, KEY);
    writer.repeat(DEVICE, KEY, operation);
    writer.succeed(operation);
    String other = writer.admit(DEVICE);
    writer.repeat(DEVICE, KEY, operation);
    writer.succeed(other);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().repeats()).isEqualTo(2);
    assertThat(report.counts().admissions()).isEqualTo(2);
  }

  @Test
  void shouldFindNothingWhenAKeyIsAdmittedAnewAfterADay() {
    // given
    writer.succeed(writer.admit(DEVICE, KEY));
    writer.pause(Duration.ofHours(24));
    String second = writer.admit(DEVICE, KEY);
    writer.repeat(DEVICE, KEY, second);
    writer.succeed(second);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindNothingWhenAKeyIsAdmittedAnewForADeviceThatWasRetiredSince() {
    // given
    writer.succeed(writer.admit(DEVICE, KEY));
    writer.retire(DEVICE);
    writer.register(DEVICE);
    writer.succeed(writer.admit(DEVICE, KEY));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI3WhenAKeyIsAdmittedTwiceInADay() {
    // given
    writer.succeed(writer.admit(DEVICE, KEY));
    writer.pause(Duration.ofHours(23));
    writer.succeed(writer.admit(DEVICE, KEY));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "under the same idempotency key");
  }

  @Test
  void shouldFindI3WhenWhatIsRepeatedWasNeverAdmitted() {
    // given
    writer.repeat(DEVICE, KEY, "op-unknown");

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "it was never admitted");
  }

  @Test
  void shouldFindI3WhenWhatIsRepeatedWasAdmittedOnAnotherDevice() {
    // given
    String operation = writer.admit("contoso/room-2", KEY);
    writer.succeed(operation);
    writer.repeat(DEVICE, KEY, operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "it was never admitted");
  }

  @Test
  void shouldFindI3WhenACallerIsToldOfAnotherKeysOperation() {
    // given
    writer.succeed(writer.admit(DEVICE, KEY));
    String other = writer.admit(DEVICE, new Idempotency("other", "body"));
    writer.succeed(other);
    writer.repeat(DEVICE, KEY, other);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "it is told of \"op-2\"");
  }

  @Test
  void shouldFindI3WhenAnotherBodyIsTakenForTheSameRequest() {
    // given
    String operation = writer.admit(DEVICE, KEY);
    writer.succeed(operation);
    writer.repeat(DEVICE, new Idempotency("key", "other"), operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "it has another");
  }

  @Test
  void shouldFindI3WhenARequestWithoutAKeyIsTakenForAnother() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    writer.repeat(DEVICE, null, operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.KEPT_PROMISE, "Expected an idempotency key");
  }

  @Test
  void shouldFindI5WhenARepetitionHasNoRequestOfItsDevice() {
    // given
    String operation = writer.admit(DEVICE, KEY);
    writer.succeed(operation);
    writer.repeat(DEVICE, KEY, operation);
    log.requests.remove(1);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CAUSE, "Expected a record REPEATED_REQUEST");
  }
}
