package dev.drydock.dispatcher.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code given(events).when(input).then(event)} for docks. */
final class DockScenario {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Registration.Caller CALLER = new Registration.Caller("app", "App", null, null, null);
  static final Registration REGISTRATION = running(1, Map.of());

  static final int FIRST = 1001;
  static final DeploymentNumbers NUMBERS = new DeploymentNumbers(FIRST);

  static final Offer OFFER =
      new Offer(
          new Software("firmware", "2"),
          Content.of(
              new Artifact("http://files/2.swu", "2.swu", 7, null, "a".repeat(40), "b".repeat(64))),
          Terms.FORCED);

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
    return when(input, NOON);
  }

  DockScenario when(DockInput input, Instant at) {
    decision = DockRules.decide(dock, remembered, input, at, NUMBERS);
    return this;
  }

  /** Returns the dock after the given events. */
  Dock dock() {
    return dock;
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
    return new DockInput.RequestUpdate(operationId, OFFER, null, Premise.NONE);
  }

  static DockInput request(String operationId, String key, String body) {
    return new DockInput.RequestUpdate(
        operationId, OFFER, new IdempotencyKey(key, body), Premise.NONE);
  }

  static DockInput register(Map<String, String> runs) {
    return new DockInput.RegisterDevice(
        CALLER,
        new Edit(Channel.BRIDGE, SoftwareVersions.of(runs), Set.of()),
        true,
        Precondition.NONE);
  }

  /** An end that changed nothing on the device. */
  static DockInput ended(String operationId) {
    return ended(operationId, null, null);
  }

  /** An end by the device's word if it installed something, and by no word of it otherwise. */
  static DockInput ended(String operationId, Software installed, Instant lastHeardAt) {
    return installed == null
        ? new DockInput.EndOperation(
            operationId, End.CANCELLED, null, attempt(operationId, false), lastHeardAt)
        : new DockInput.EndOperation(
            operationId,
            End.SUCCESSFUL,
            DeviceAnswer.SUCCEEDED,
            new Attempt(operationId, installed, true),
            lastHeardAt);
  }

  static DockEvent released(String operationId) {
    return released(operationId, NOON, null);
  }

  static DockEvent released(String operationId, Instant at, Registration changed) {
    return new DockEvent.DockReleased(
        operationId, End.CANCELLED, at, null, attempt(operationId, false), changed);
  }

  static DockEvent installed(String operationId, Registration changed) {
    return new DockEvent.DockReleased(
        operationId,
        End.SUCCESSFUL,
        NOON,
        DeviceAnswer.SUCCEEDED,
        attempt(operationId, true),
        changed);
  }

  static Attempt attempt(String operationId, boolean installed) {
    return new Attempt(operationId, OFFER.software(), installed);
  }

  /** The device's answer to what it was told. */
  static DockInput answer(String operationId, DeviceAnswer answer) {
    return new DockInput.AnswerOfDevice(operationId, answer);
  }

  static DockEvent answered(String operationId, DeviceAnswer answer) {
    return new DockEvent.DeviceAnswered(operationId, answer);
  }

  static DockEvent registered(int revision, Map<String, String> runs) {
    return new DockEvent.DeviceRegistered(running(revision, runs));
  }

  static Registration running(int revision, Map<String, String> runs) {
    return changed(revision, runs, null);
  }

  static Registration seen(int revision, Map<String, String> runs, Instant at) {
    return new Registration(
        revision, NOON, CALLER, Channel.BRIDGE, SoftwareVersions.of(runs), at, false, 1);
  }

  /** A device that was changed in its last revision, after which it is known to have been there. */
  static Registration changed(int revision, Map<String, String> runs, Instant seenAt) {
    return new Registration(
        revision, NOON, CALLER, Channel.BRIDGE, SoftwareVersions.of(runs), seenAt, false, revision);
  }

  /** A device that comes itself, last heard of at noon. */
  static DockEvent registeredDdi() {
    return new DockEvent.DeviceRegistered(
        new Registration(1, NOON, CALLER, Channel.DDI, SoftwareVersions.NONE, NOON, false, 1));
  }

  static Holder holder(String operationId, int number) {
    return Holder.admitted(operationId, number, NOON, Channel.BRIDGE, OFFER);
  }

  static Holder holderDdi(String operationId, int number) {
    return Holder.admitted(operationId, number, NOON, Channel.DDI, OFFER);
  }

  static DockEvent admittedDdi(String operationId, int number) {
    return new DockEvent.UpdateAdmitted(holderDdi(operationId, number), null);
  }

  /** Of a device that nothing is to be noted of. */
  static DockEvent delivered(String operationId) {
    return new DockEvent.UpdateDelivered(operationId, null);
  }

  static DockEvent withdrawn(Holder holder, Withdrawal how) {
    return new DockEvent.UpdateWithdrawn(holder.withdrawn(how), false);
  }

  static DockEvent gone(String operationId) {
    return new DockEvent.FetchRefused(operationId, DockEvent.FetchRefusal.GONE, null);
  }

  static DockEvent admitted(String operationId, int number) {
    return new DockEvent.UpdateAdmitted(holder(operationId, number), null);
  }
}
