package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.CALLER;
import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static dev.drydock.dispatcher.core.DockScenario.REGISTRATION;
import static dev.drydock.dispatcher.core.DockScenario.admitted;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.holder;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dispatcher.core.DockInput.EndOperation;
import dev.drydock.dispatcher.core.DockInput.FetchUpdate;
import dev.drydock.dispatcher.core.DockInput.RegisterDevice;
import dev.drydock.dispatcher.core.DockInput.RequestUpdate;
import org.junit.jupiter.api.Test;

class DockRulesTest {

  @Test
  void shouldAdmitWhenDockIsFree() {
    given(registered()).when(new RequestUpdate("a")).then(admitted("a", 1));
  }

  @Test
  void shouldRefuseWhenDeviceIsUnknown() {
    given().when(new RequestUpdate("a")).then(new DockEvent.UpdateRefused());
  }

  @Test
  void shouldConflictAndNameTheHolderWhenDockIsHeld() {
    given(registered(), admitted("a", 1))
        .when(new RequestUpdate("b"))
        .then(new DockEvent.UpdateConflicted(holder("a", 1)));
  }

  @Test
  void shouldRepeatTheAdmissionWhenTheHolderAsksAgain() {
    given(registered(), admitted("a", 1))
        .when(new RequestUpdate("a"))
        .then(new DockEvent.AdmissionRepeated(holder("a", 1)));
  }

  @Test
  void shouldAdmitTheNextWithTheNextNumberWhenHolderEnded() {
    given(registered(), admitted("a", 1), new DockEvent.DockReleased("a"))
        .when(new RequestUpdate("b"))
        .then(admitted("b", 2));
  }

  @Test
  void shouldReleaseWhenTheHolderEnds() {
    given(registered(), admitted("a", 1))
        .when(new EndOperation("a"))
        .then(new DockEvent.DockReleased("a"));
  }

  @Test
  void shouldKeepTheHolderWhenAnotherOperationEnds() {
    given(registered(), admitted("b", 2)).when(new EndOperation("a")).thenNothing();
  }

  @Test
  void shouldDecideNothingWhenAnEndIsSeenTwice() {
    given(registered(), admitted("a", 1), new DockEvent.DockReleased("a"))
        .when(new EndOperation("a"))
        .thenNothing();
  }

  @Test
  void shouldDeliverWhenTheDeviceFetchesTheHolder() {
    given(registered(), admitted("a", 1))
        .when(new FetchUpdate("a"))
        .then(new DockEvent.UpdateDelivered("a"));
  }

  @Test
  void shouldDeliverAgainWhenTheDeviceFetchesAgain() {
    given(registered(), admitted("a", 1), new DockEvent.UpdateDelivered("a"))
        .when(new FetchUpdate("a"))
        .then(new DockEvent.UpdateDelivered("a"));
  }

  @Test
  void shouldRefuseTheFetchWhenTheOperationHoldsNoDock() {
    given(registered(), admitted("b", 2))
        .when(new FetchUpdate("a"))
        .then(new DockEvent.FetchRefused("a"));
  }

  @Test
  void shouldRegisterWithTheFirstRevisionWhenDeviceIsUnknown() {
    given().when(new RegisterDevice(CALLER)).then(new DockEvent.DeviceRegistered(REGISTRATION));
  }

  @Test
  void shouldCountTheRevisionAndKeepTheRegistrarWhenDeviceIsEdited() {
    given(registered())
        .when(new RegisterDevice(new Registration.Caller("other", null, null, null, null)))
        .then(new DockEvent.DeviceRegistered(new Registration(2, NOON, CALLER)));
  }

  @Test
  void shouldKeepTheHolderWhenDeviceIsEdited() {
    given(registered(), admitted("a", 1), registered())
        .when(new RequestUpdate("b"))
        .then(new DockEvent.UpdateConflicted(holder("a", 1)));
  }

  @Test
  void shouldChangeNothingWhenARequestWasTurnedAway() {
    Dock dock = DockRules.evolve(Dock.UNKNOWN, admitted("a", 1));

    assertThat(DockRules.evolve(dock, new DockEvent.UpdateConflicted(holder("a", 1))))
        .isEqualTo(dock);
    assertThat(DockRules.evolve(dock, new DockEvent.UpdateRefused())).isEqualTo(dock);
    assertThat(DockRules.evolve(dock, new DockEvent.FetchRefused("x"))).isEqualTo(dock);
  }

  @Test
  void shouldFailLoudlyWhenADeliveryFindsNoHolder() {
    assertThatThrownBy(() -> DockRules.evolve(Dock.UNKNOWN, new DockEvent.UpdateDelivered("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Expected a holder");
  }
}
