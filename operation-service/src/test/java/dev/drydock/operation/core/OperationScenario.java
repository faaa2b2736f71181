package dev.drydock.operation.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code given(events).when(input, at).then(event)} for operations. */
final class OperationScenario {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String ID = "op-1";
  static final Device DEVICE = new Device("tenant", "d1");
  static final Actor CALLER = new Actor("app", "App", "user", "User", null);
  static final Duration DELIVERY = Duration.ofHours(24);
  static final Duration START = Duration.ofHours(2);
  static final Duration PROGRESS = Duration.ofHours(1);
  static final RequestedUpdate UPDATE =
      new RequestedUpdate(
          "teamsClient",
          "1.0.96.22",
          new Deadlines(DELIVERY, START, PROGRESS),
          NOON.minusMillis(5),
          CALLER);

  private @Nullable Operation operation;
  private Outcome outcome = new Outcome.Unchanged();

  static OperationScenario given(OperationEvent... events) {
    OperationScenario scenario = new OperationScenario();
    Arrays.stream(events)
        .forEach(e -> scenario.operation = OperationRules.evolve(scenario.operation, e));
    return scenario;
  }

  OperationScenario when(OperationInput input, Instant at) {
    outcome = OperationRules.decide(operation, input, at);
    return this;
  }

  Operation then(OperationEvent expected) {
    assertThat(outcome).isEqualTo(new Outcome.Changed(expected));
    return OperationRules.evolve(operation, expected);
  }

  void thenNothing() {
    assertThat(outcome).isEqualTo(new Outcome.Unchanged());
  }

  void thenAlreadyEnded() {
    assertThat(outcome).isEqualTo(new Outcome.AlreadyEnded());
  }

  void thenRefused(Outcome.Refusal reason) {
    assertThat(outcome).isEqualTo(new Outcome.Refused(reason));
  }

  static Instant after(Duration since) {
    return NOON.plus(since);
  }

  static Instant minute(int n) {
    return after(Duration.ofMinutes(n));
  }

  static OperationEvent admitted() {
    return new OperationEvent.OperationAdmitted(ID, DEVICE, UPDATE, NOON);
  }

  static OperationEvent delivered(Instant at) {
    return new OperationEvent.OperationDelivered(at);
  }

  static OperationEvent reported(Activity activity, @Nullable String progress, Instant at) {
    return new OperationEvent.ProgressReported(activity, progress, at);
  }

  static OperationEvent succeeded(Instant at) {
    return new OperationEvent.OperationSucceeded(at);
  }

  static OperationEvent failed(FailureCode code, String message, Instant at) {
    return new OperationEvent.OperationFailed(new Failure(code, message), at);
  }

  /** Events that lead to a phase. */
  static OperationEvent[] pathTo(Phase phase) {
    return switch (phase) {
      case ADMITTED -> new OperationEvent[] {admitted()};
      case DELIVERED -> new OperationEvent[] {admitted(), delivered(minute(1))};
      case DOWNLOADING ->
          new OperationEvent[] {admitted(), reported(Activity.DOWNLOADING, "1 of 7", minute(1))};
      case INSTALLING ->
          new OperationEvent[] {admitted(), reported(Activity.INSTALLING, "1 of 7", minute(1))};
      case SUCCESSFUL -> new OperationEvent[] {admitted(), succeeded(minute(1))};
      case FAILED ->
          new OperationEvent[] {
            admitted(), failed(FailureCode.DEVICE_REPORTED_FAILURE, "no space", minute(1))
          };
    };
  }

  static Operation operationIn(Phase phase) {
    Operation operation = given(pathTo(phase)).operation;
    assertThat(operation).isNotNull();
    return operation;
  }
}
