package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.OFFER;
import static dev.drydock.dispatcher.core.DockScenario.admittedDdi;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.holderDdi;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static dev.drydock.dispatcher.core.DockScenario.registeredDdi;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that depend on what the device runs; what is asked for is firmware 2. */
final class PremiseTest {

  private static final Premise SKIP = new Premise(true, null);

  @Test
  void shouldSkipWhatTheDeviceRuns() {
    // given
    IdempotencyKey key = new IdempotencyKey("key", "body");

    // when / then
    given(registered(1, Map.of("firmware", "2")))
        .when(new DockInput.RequestUpdate("a", OFFER, key, SKIP))
        .then(new DockEvent.UpdateSkipped("a", key));
  }

  @ParameterizedTest
  @CsvSource({"firmware, 1, true", "teamsClient, 2, true", "firmware, 2, false"})
  void shouldInstallWhatTheDeviceDoesNotRunOrThatIsNotToBeSkipped(
      String type, String version, boolean skips) {
    // given
    DockScenario dock = given(registered(1, Map.of(type, version)));

    // when
    DockEvent decided =
        DockRules.decide(
                dock.dock(),
                null,
                new DockInput.RequestUpdate("a", OFFER, null, new Premise(skips, null)),
                DockScenario.NOON,
                DockScenario.NUMBERS)
            .orElseThrow();

    // then
    assertThat(decided).isInstanceOf(DockEvent.UpdateAdmitted.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "1, '', false", ", '', true", ", 1, false", "1, 2, false"})
  void shouldAdmitOnlyWhatIsBasedOnTheVersionThatTheDeviceRuns(
      String runs, String assumed, boolean isAdmitted) {
    // given
    DockScenario dock = given(registered(1, runs == null ? Map.of() : Map.of("firmware", runs)));

    // when
    DockEvent decided =
        DockRules.decide(
                dock.dock(),
                null,
                new DockInput.RequestUpdate("a", OFFER, null, new Premise(false, assumed)),
                DockScenario.NOON,
                DockScenario.NUMBERS)
            .orElseThrow();

    // then
    if (isAdmitted) {
      assertThat(decided).isInstanceOf(DockEvent.UpdateAdmitted.class);
    } else {
      assertThat(decided)
          .isEqualTo(new DockEvent.UpdateRefused(DockEvent.Refusal.VERSION_DIFFERS, runs));
    }
  }

  @Test
  void shouldNameTheHolderBeforeAnythingElse() {
    given(registeredDdi(), admittedDdi("a", 1))
        .when(new DockInput.RequestUpdate("b", OFFER, null, new Premise(true, "7")))
        .then(new DockEvent.UpdateConflicted(holderDdi("a", 1)));
  }

  @Test
  void shouldAskADeviceThatHasDescribedItselfOnceMore() {
    // given
    Registration described = DockScenario.seen(3, Map.of("firmware", "2"), DockScenario.NOON);
    Registration asked = described.toDescribeItself();

    // when / then
    given(new DockEvent.DeviceRegistered(described))
        .when(new DockInput.RequestAttributes())
        .then(new DockEvent.AttributesRequested(asked));
    assertThat(asked.described()).isFalse();
    assertThat(asked.revision()).isEqualTo(3);
    given().when(new DockInput.RequestAttributes()).then(new DockEvent.AttributesRequestRefused());
  }
}
