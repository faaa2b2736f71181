package dev.drydock.operation.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code given(events).when(input, at).then(event)} for operations. */
final class OperationScenario {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String ID = "op-1";
  static final Device DEVICE = new Device("tenant", "d1");
  static final Actor CALLER = new Actor("app", "App", "user", "User", null);
  static final Actor OPERATOR = new Actor("console", "Console", "user2", "Operator", null);
  static final Duration DELIVERY = Duration.ofHours(24);
  static final Duration START = Duration.ofHours(2);
  static final Duration PROGRESS = Duration.ofHours(1);
  static final Duration CANCEL = Duration.ofMinutes(10);
  static final RequestedUpdate UPDATE =
      new RequestedUpdate(
          "teamsClient",
          "1.0.96.22",
          "forced",
          new Deadlines(DELIVERY, START, PROGRESS, CANCEL),
          NOON.minusMillis(5),
          CALLER);
  static final Cancellation ASKED = Cancellation.requested(NOON, OPERATOR, false);
  static final Cancellation FORCED = Cancellation.requested(NOON, OPERATOR, true);

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

  static OperationInput progress(Activity activity, @Nullable String words) {
    return new OperationInput.Progress(DEVICE, activity, words, FeedbackDetails.NOTHING);
  }

  static OperationInput end(DeviceResult result) {
    return end(result, null);
  }

  static OperationInput end(DeviceResult result, @Nullable String message) {
    return new OperationInput.Ended(DEVICE, result, FeedbackDetails.of(message));
  }

  static OperationInput cancel() {
    return new OperationInput.CancelRequested(DEVICE, ASKED);
  }

  static OperationInput refusal(@Nullable String message) {
    return new OperationInput.CancelRefused(DEVICE, FeedbackDetails.of(message));
  }

  static OperationInput withdrawal(Cancellation cancellation) {
    return new OperationInput.Withdrawn(DEVICE, cancellation);
  }

  static OperationEvent admitted() {
    return new OperationEvent.OperationAdmitted(ID, DEVICE, UPDATE, NOON);
  }

  static OperationEvent delivered(Instant at) {
    return new OperationEvent.OperationDelivered(at);
  }

  static OperationEvent reported(Activity activity, @Nullable String progress, Instant at) {
    return new OperationEvent.ProgressReported(activity, progress, List.of(), at);
  }

  static OperationEvent succeeded(Instant at) {
    return new OperationEvent.OperationSucceeded(List.of(), at);
  }

  static OperationEvent failed(FailureCode code, String message, Instant at) {
    return new OperationEvent.OperationFailed(new Failure(code, message), List.of(), at);
  }

  static OperationEvent cancelRequested(Instant at) {
    return new OperationEvent.OperationCancelRequested(ASKED, at);
  }

  static OperationEvent cancelRefused(@Nullable String words, Instant at) {
    return new OperationEvent.OperationCancelRefused(words, List.of(), at);
  }

  static OperationEvent cancelled(Instant at) {
    return new OperationEvent.OperationCancelled(null, List.of(), at);
  }

  /** The device stopped, and no cancel of the operation is known. */
  static OperationEvent cancelledUnasked(Instant at) {
    return new OperationEvent.OperationCancelled(
        new Failure(FailureCode.CANCELLED_BY_DEVICE, "The device gave no message."), List.of(), at);
  }

  static OperationEvent withdrawn(Cancellation cancellation, Instant at) {
    return new OperationEvent.OperationWithdrawn(cancellation, at);
  }

  static OperationEvent late(DeviceResult result, @Nullable String message, Instant at) {
    return new OperationEvent.LateResultReported(result, message, List.of(), at);
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
      case CANCEL_REQUESTED -> new OperationEvent[] {admitted(), cancelRequested(minute(1))};
      case SUCCESSFUL -> new OperationEvent[] {admitted(), succeeded(minute(1))};
      case FAILED ->
          new OperationEvent[] {
            admitted(), failed(FailureCode.DEVICE_REPORTED_FAILURE, "no space", minute(1))
          };
      case CANCELLED -> new OperationEvent[] {admitted(), withdrawn(ASKED, minute(1))};
    };
  }

  static Operation operationIn(Phase phase) {
    Operation operation = given(pathTo(phase)).operation;
    assertThat(operation).isNotNull();
    return operation;
  }
}
