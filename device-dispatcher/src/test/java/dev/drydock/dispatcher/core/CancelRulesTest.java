package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.FIRST;
import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static dev.drydock.dispatcher.core.DockScenario.admitted;
import static dev.drydock.dispatcher.core.DockScenario.admittedDdi;
import static dev.drydock.dispatcher.core.DockScenario.delivered;
import static dev.drydock.dispatcher.core.DockScenario.ended;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.gone;
import static dev.drydock.dispatcher.core.DockScenario.holder;
import static dev.drydock.dispatcher.core.DockScenario.holderDdi;
import static dev.drydock.dispatcher.core.DockScenario.register;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static dev.drydock.dispatcher.core.DockScenario.registeredDdi;
import static dev.drydock.dispatcher.core.DockScenario.released;
import static dev.drydock.dispatcher.core.DockScenario.request;
import static dev.drydock.dispatcher.core.DockScenario.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.core.DockInput.CancelOperation;
import dev.drydock.dispatcher.core.DockInput.FetchUpdate;
import dev.drydock.dispatcher.core.DockInput.RetireDevice;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a dock decides about a cancel, and what it decides afterwards. */
class CancelRulesTest {

  private static final Holder GIVEN = holderDdi("a", 1).withDelivered();

  @Test
  void shouldWithdrawUnseenWhenTheDeviceHasNotFetched() {
    given(registeredDdi(), admittedDdi("a", 1))
        .when(cancel("a"))
        .then(withdrawn(holderDdi("a", 1), Withdrawal.UNSEEN));
  }

  @Test
  void shouldAskTheDeviceWhenItHasFetched() {
    given(registeredDdi(), admittedDdi("a", 1), delivered("a"))
        .when(cancel("a"))
        .then(new DockEvent.CancelRequested(GIVEN.withCancelRequested()));
  }

  @Test
  void shouldAskTheDeviceFromTheAdmissionOnWhenABridgeWasCommanded() {
    given(registered(), admitted("a", 1))
        .when(cancel("a"))
        .then(new DockEvent.CancelRequested(holder("a", 1).withCancelRequested()));
  }

  @Test
  void shouldAskTheDeviceWhenABridgeWasCommandedAndTheDeviceComesItselfSince() {
    given(registered(), admitted("a", 1), registeredDdi())
        .when(cancel("a"))
        .then(new DockEvent.CancelRequested(holder("a", 1).withCancelRequested()));
  }

  @Test
  void shouldAskAgainWhenTheDeviceWasAskedBefore() {
    given(
            registered(),
            admitted("a", 1),
            new DockEvent.CancelRequested(holder("a", 1).withCancelRequested()))
        .when(cancel("a"))
        .then(new DockEvent.CancelRequested(holder("a", 1).withCancelRequested()));
  }

  @Test
  void shouldWithdrawWhenTheCallerForcesItWhateverTheDeviceHas() {
    given(registered(), admitted("a", 1))
        .when(force("a"))
        .then(withdrawn(holder("a", 1), Withdrawal.FORCED));
    given(registeredDdi(), admittedDdi("a", 1), delivered("a"))
        .when(force("a"))
        .then(withdrawn(GIVEN, Withdrawal.FORCED));
    given(registeredDdi(), admittedDdi("a", 1))
        .when(force("a"))
        .then(withdrawn(holderDdi("a", 1), Withdrawal.FORCED));
  }

  @Test
  void shouldRepeatTheWithdrawalAsItWasWhenAskedAgain() {
    Holder unseen = holderDdi("a", 1).withdrawn(Withdrawal.UNSEEN);
    Holder forced = holder("b", 1).withdrawn(Withdrawal.FORCED);

    given(registeredDdi(), admittedDdi("a", 1), withdrawn(unseen, Withdrawal.UNSEEN))
        .when(force("a"))
        .then(new DockEvent.UpdateWithdrawn(unseen, true));
    given(registered(), admitted("b", 1), withdrawn(forced, Withdrawal.FORCED))
        .when(cancel("b"))
        .then(new DockEvent.UpdateWithdrawn(forced, true));
  }

  @Test
  void shouldRefuseWhenTheOperationDoesNotHoldTheDock() {
    given().when(cancel("a")).then(new DockEvent.CancelRefused("a"));
    given(registered()).when(force("a")).then(new DockEvent.CancelRefused("a"));
    given(registered(), admitted("b", 1)).when(cancel("a")).then(new DockEvent.CancelRefused("a"));
    given(registered(), admitted("a", 1), released("a"))
        .when(force("a"))
        .then(new DockEvent.CancelRefused("a"));
  }

  @Test
  void shouldRefuseTheFetchWhenTheHolderIsWithdrawn() {
    given(registeredDdi(), admittedDdi("a", 1), withdrawn(holderDdi("a", 1), Withdrawal.UNSEEN))
        .when(new FetchUpdate("a"))
        .then(new DockEvent.FetchRefused("a", DockEvent.FetchRefusal.WITHDRAWN, null));
    given(registeredDdi(), admittedDdi("a", 1), delivered("a"), withdrawn(GIVEN, Withdrawal.FORCED))
        .when(new FetchUpdate("a"))
        .then(new DockEvent.FetchRefused("a", DockEvent.FetchRefusal.WITHDRAWN, null));
  }

  @Test
  void shouldSayGoneWhenTheDeviceFetchesAfterTheEndOfWhatWasWithdrawn() {
    given(
            registeredDdi(),
            admittedDdi("a", 1),
            withdrawn(holderDdi("a", 1), Withdrawal.UNSEEN),
            released("a"))
        .when(new FetchUpdate("a"))
        .then(gone("a"));
  }

  @Test
  void shouldDeliverAgainWhenTheDeviceWasAskedToStop() {
    given(
            registeredDdi(),
            admittedDdi("a", 1),
            delivered("a"),
            new DockEvent.CancelRequested(GIVEN.withCancelRequested()))
        .when(new FetchUpdate("a"))
        .then(delivered("a"));
  }

  @Test
  void shouldHoldTheDockUntilTheEndWhenTheHolderIsWithdrawn() {
    Holder withdrawn = holderDdi("a", 1).withdrawn(Withdrawal.UNSEEN);
    DockEvent[] past = {
      registeredDdi(), admittedDdi("a", 1), new DockEvent.UpdateWithdrawn(withdrawn, false)
    };

    given(past).when(request("b")).then(new DockEvent.UpdateConflicted(withdrawn));
    given(past).when(new RetireDevice()).then(new DockEvent.RetirementRefused(withdrawn));
    given(past).when(ended("a")).then(released("a"));
    given(past[0], past[1], past[2], released("a"))
        .when(request("b"))
        .then(admittedDdi("b", FIRST));
  }

  @Test
  void shouldAdmitForTheChannelOfTheLatestRegistration() {
    given(registeredDdi(), registered()).when(request("a")).then(admitted("a", FIRST));
    given(registered(), registeredDdi()).when(request("a")).then(admittedDdi("a", FIRST));
    given(registeredDdi())
        .when(register(Map.of()))
        .then(new DockEvent.DeviceRegistered(DockScenario.changed(2, Map.of(), NOON)));
  }

  @Test
  void shouldCommandABridgeOnceWhenForcedAndAtEachRequestOtherwise() {
    // given
    Holder bridged = holder("a", 1).withdrawn(Withdrawal.FORCED);
    Holder direct = holderDdi("a", 1).withdrawn(Withdrawal.FORCED);

    // then
    assertThat(new DockEvent.CancelRequested(bridged).commandsBridge()).isTrue();
    assertThat(new DockEvent.CancelRequested(direct).commandsBridge()).isFalse();
    assertThat(new DockEvent.UpdateWithdrawn(bridged, false).commandsBridge()).isTrue();
    assertThat(new DockEvent.UpdateWithdrawn(bridged, true).commandsBridge()).isFalse();
    assertThat(new DockEvent.UpdateWithdrawn(direct, false).commandsBridge()).isFalse();
  }

  private static DockInput cancel(String operationId) {
    return new CancelOperation(operationId, false);
  }

  private static DockInput force(String operationId) {
    return new CancelOperation(operationId, true);
  }
}
