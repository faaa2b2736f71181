package dev.drydock.dispatcher.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** {@code given(events).when(input).then(event)} for docks. */
final class DockScenario {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Registration.Caller CALLER = new Registration.Caller("app", "App", null, null, null);
  static final Registration REGISTRATION = new Registration(1, NOON, CALLER, SoftwareVersions.NONE);

  private Dock dock = Dock.UNKNOWN;
  private Remembered remembered;
  private Optional<DockEvent> decision = Optional.empty();

  static DockScenario given(DockEvent... events) {
    DockScenario scenario = new DockScenario();
    Arrays.stream(events).forEach(e -> scenario.dock = DockRules.evolve(scenario.dock, e));
    return scenario;
  }

  /** What the dock knows under the key of the request that comes. */
  DockScenario remembering(String operationId, String body) {
    remembered = new Remembered(operationId, body);
    return this;
  }

  DockScenario when(DockInput input) {
    decision = DockRules.decide(dock, remembered, input, NOON);
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

  static DockInput request(String operationId) {
    return new DockInput.RequestUpdate(operationId, null);
  }

  static DockInput request(String operationId, String key, String body) {
    return new DockInput.RequestUpdate(operationId, new IdempotencyKey(key, body));
  }

  static DockInput register(Map<String, String> runs) {
    return new DockInput.RegisterDevice(CALLER, SoftwareVersions.of(runs));
  }

  /** An end that changed nothing on the device. */
  static DockInput ended(String operationId) {
    return new DockInput.EndOperation(operationId, null);
  }

  static DockEvent released(String operationId) {
    return new DockEvent.DockReleased(operationId, null);
  }

  static DockEvent registered(int revision, Map<String, String> runs) {
    return new DockEvent.DeviceRegistered(running(revision, runs));
  }

  static Registration running(int revision, Map<String, String> runs) {
    return new Registration(revision, NOON, CALLER, SoftwareVersions.of(runs));
  }

  static Holder holder(String operationId, int number) {
    return new Holder(operationId, number, NOON, false);
  }

  static DockEvent admitted(String operationId, int number) {
    return new DockEvent.UpdateAdmitted(holder(operationId, number), null);
  }
}
