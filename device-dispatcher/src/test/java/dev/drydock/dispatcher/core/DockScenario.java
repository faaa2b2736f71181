package dev.drydock.dispatcher.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** {@code given(events).when(input).then(event)} for docks. */
final class DockScenario {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Registration.Caller CALLER = new Registration.Caller("app", "App", null, null, null);
  static final Registration REGISTRATION = new Registration(1, NOON, CALLER);

  private Dock dock = Dock.UNKNOWN;
  private Optional<DockEvent> decision = Optional.empty();

  static DockScenario given(DockEvent... events) {
    DockScenario scenario = new DockScenario();
    Arrays.stream(events).forEach(e -> scenario.dock = DockRules.evolve(scenario.dock, e));
    return scenario;
  }

  DockScenario when(DockInput input) {
    decision = DockRules.decide(dock, input, NOON);
    return this;
  }

  void then(DockEvent expected) {
    assertThat(decision).contains(expected);
  }

  void thenNothing() {
    assertThat(decision).isEmpty();
  }

  static DockEvent registered() {
    return new DockEvent.DeviceRegistered(REGISTRATION);
  }

  static Holder holder(String operationId, int number) {
    return new Holder(operationId, number, NOON, false);
  }

  static DockEvent admitted(String operationId, int number) {
    return new DockEvent.UpdateAdmitted(holder(operationId, number));
  }
}
