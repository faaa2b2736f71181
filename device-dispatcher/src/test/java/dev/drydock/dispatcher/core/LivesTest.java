package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static dev.drydock.dispatcher.core.DockScenario.admittedDdi;
import static dev.drydock.dispatcher.core.DockScenario.answer;
import static dev.drydock.dispatcher.core.DockScenario.answered;
import static dev.drydock.dispatcher.core.DockScenario.attempt;
import static dev.drydock.dispatcher.core.DockScenario.delivered;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.holderDdi;
import static dev.drydock.dispatcher.core.DockScenario.registeredDdi;
import static dev.drydock.dispatcher.core.DockScenario.request;
import static dev.drydock.dispatcher.core.DockScenario.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device that is retired and registered anew begins anew. */
final class LivesTest {

  private static final Listing.Grace GRACE =
      new Listing.Grace(Duration.ofDays(365), Duration.ofDays(365));
  private static final DockEvent RETIRED = new DockEvent.DeviceRetired();

  /** Former lives whose update would still be listed, each in another way. */
  static Stream<DockScenario> formerLives() {
    return Stream.of(
        given(registeredDdi(), admittedDdi("a", 1), delivered("a"), failed("a"), RETIRED),
        given(
            registeredDdi(),
            admittedDdi("a", 1),
            delivered("a"),
            new DockEvent.CancelRequested(holderDdi("a", 1).withDelivered().withCancelRequested()),
            failed("a"),
            RETIRED),
        given(
            registeredDdi(),
            admittedDdi("a", 1),
            delivered("a"),
            withdrawn(holderDdi("a", 1).withDelivered(), Withdrawal.FORCED),
            failed("a"),
            RETIRED));
  }

  @ParameterizedTest
  @MethodSource("formerLives")
  void shouldOfferNothingOfAFormerLife(DockScenario former) {
    // when
    Dock anew = DockRules.evolve(former.dock(), registeredDdi());

    // then
    assertThat(Listing.of(former.dock(), NOON, GRACE)).isEmpty();
    assertThat(Listing.of(anew, NOON, GRACE)).isEmpty();
    assertThat(decide(anew, new DockInput.FetchUpdate("a")))
        .containsInstanceOf(DockEvent.FetchRefused.class);
    assertThat(decide(anew, new DockInput.CancelOperation("a", true)))
        .contains(new DockEvent.CancelRefused("a"));
  }

  @ParameterizedTest
  @MethodSource("formerLives")
  void shouldKnowALateWordOfAFormerLifeAndChangeNothingOfTheNewOne(DockScenario former) {
    // given
    Dock anew = DockRules.evolve(former.dock(), registeredDdi());

    // when
    DockEvent heard = decide(anew, answer("a", DeviceAnswer.SUCCEEDED)).orElseThrow();
    Dock after = DockRules.evolve(anew, heard);
    Optional<DockEvent> learnt = decide(after, lateSuccess("a"));

    // then
    assertThat(heard).isEqualTo(answered("a", DeviceAnswer.SUCCEEDED));
    assertThat(after.update(1)).isPresent();
    assertThat(after.registration()).isEqualTo(anew.registration());
    assertThat(Listing.of(after, NOON, GRACE)).isEmpty();
    assertThat(learnt).isEmpty();
  }

  @Test
  void shouldCountDeploymentsOnOverLives() {
    // given
    Dock anew =
        given(
                registeredDdi(),
                admittedDdi("a", DockScenario.FIRST),
                failed("a"),
                RETIRED,
                registeredDdi())
            .dock();

    // when
    DockEvent admitted = decide(anew, request("b")).orElseThrow();

    // then
    assertThat(((DockEvent.UpdateAdmitted) admitted).holder().deploymentNumber())
        .isEqualTo(DockScenario.FIRST + 1);
  }

  private static Optional<DockEvent> decide(Dock dock, DockInput input) {
    return DockRules.decide(dock, null, input, NOON, DockScenario.NUMBERS);
  }

  private static DockInput lateSuccess(String operationId) {
    return new DockInput.EndOperation(
        operationId, End.FAILED, null, attempt(operationId, true), NOON);
  }

  private static DockEvent failed(String operationId) {
    return new DockEvent.DockReleased(
        operationId, End.FAILED, NOON, null, attempt(operationId, false), null);
  }
}
