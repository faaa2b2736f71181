package dev.drydock.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.schemas.Topic;
import org.junit.jupiter.api.Test;

/** What retirement must not break. */
class DeviceCheckTest {

  private static final String DEVICE = "contoso/room-1";

  private final LogWriter writer = new LogWriter();
  private final MemoryShardLog log = writer.log();
  private final Checks checks = new Checks(writer);

  @Test
  void shouldFindNothingWhenADeviceIsRetiredAndComesBack() {
    // given
    writer.register(DEVICE);
    String first = writer.admit(DEVICE);
    writer.refuseToRetire(DEVICE, first);
    writer.succeed(first);
    writer.retire(DEVICE);
    writer.refuse(DEVICE);
    writer.refuseToRetire(DEVICE, null);
    writer.register(DEVICE);
    writer.succeed(writer.admit(DEVICE));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void shouldFindI1WhenADeviceIsRetiredWhoseDockIsHeld() {
    // given
    String operation = writer.admit(DEVICE);
    writer.retire(DEVICE);
    writer.succeed(operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.ONE_IN_FLIGHT, "Expected the dock to be free");
  }

  @Test
  void shouldFindI6WhenARetiredDeviceIsAdmittedTo() {
    // given
    writer.retire(DEVICE);
    writer.succeed(writer.admit(DEVICE));

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.MONOTONE, "nothing but a registration");
  }

  @Test
  void shouldFindI2WhenARefusalToRetireNamesNoHolder() {
    // given
    String operation = writer.admit(DEVICE);
    writer.succeed(operation);
    writer.refuseToRetire(DEVICE, operation);

    // when
    CheckReport report = checks.check(checks.quiet());

    // then
    Checks.assertOnly(report, Invariant.TRUE_CONFLICT, "but the dock is free");
  }

  @Test
  void shouldAllowAHolderThatIsNotKnownWhenItsAdmissionWasDeleted() {
    // given
    String operation = writer.admit(DEVICE);
    writer.refuseToRetire(DEVICE, operation);
    log.bound(Topic.DISPATCH_EVENTS, log.dispatches.get(0).offset() + 1, Long.MAX_VALUE);
    log.bound(Topic.UPDATE_COMMANDS, log.requests.get(0).offset() + 1, Long.MAX_VALUE);

    // when
    CheckReport report = checks.check(checks.running());

    // then
    assertThat(report.violations()).isEmpty();
  }
}
