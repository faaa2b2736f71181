package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.FIRST;
import static dev.drydock.dispatcher.core.DockScenario.REGISTRATION;
import static dev.drydock.dispatcher.core.DockScenario.admitted;
import static dev.drydock.dispatcher.core.DockScenario.admittedDdi;
import static dev.drydock.dispatcher.core.DockScenario.delivered;
import static dev.drydock.dispatcher.core.DockScenario.ended;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.gone;
import static dev.drydock.dispatcher.core.DockScenario.holder;
import static dev.drydock.dispatcher.core.DockScenario.installed;
import static dev.drydock.dispatcher.core.DockScenario.register;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static dev.drydock.dispatcher.core.DockScenario.registeredDdi;
import static dev.drydock.dispatcher.core.DockScenario.released;
import static dev.drydock.dispatcher.core.DockScenario.request;
import static dev.drydock.dispatcher.core.DockScenario.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dispatcher.core.DockInput.FetchUpdate;
import dev.drydock.dispatcher.core.DockInput.RegisterDevice;
import dev.drydock.dispatcher.core.DockInput.RetireDevice;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DockRulesTest {

  @Test
  void shouldAdmitWhenDockIsFree() {
    given(registered()).when(request("a")).then(admitted("a", FIRST));
  }

  @Test
  void shouldRefuseWhenDeviceIsUnknown() {
    given().when(request("a")).then(new DockEvent.UpdateRefused(DockEvent.Refusal.DEVICE_UNKNOWN));
  }

  @Test
  void shouldConflictAndNameTheHolderWhenDockIsHeld() {
    given(registered(), admitted("a", 1))
        .when(request("b"))
        .then(new DockEvent.UpdateConflicted(holder("a", 1)));
  }

  @Test
  void shouldRepeatTheAdmissionWhenTheHolderAsksAgain() {
    given(registered(), admitted("a", 1))
        .when(request("a"))
        .then(new DockEvent.AdmissionRepeated("a"));
  }

  @Test
  void shouldAdmitTheNextWithTheNextNumberWhenHolderEnded() {
    given(registered(), admitted("a", 1), released("a"))
        .when(request("b"))
        .then(admitted("b", FIRST));
  }

  @Test
  void shouldReleaseWhenTheHolderEnds() {
    given(registered(), admitted("a", 1)).when(ended("a")).then(released("a"));
  }

  @Test
  void shouldKeepTheHolderWhenAnotherOperationEnds() {
    given(registered(), admitted("b", 2)).when(ended("a")).thenNothing();
  }

  @Test
  void shouldDecideNothingWhenAnEndIsSeenTwice() {
    given(registered(), admitted("a", 1), released("a")).when(ended("a")).thenNothing();
  }

  @Test
  void shouldDeliverWhenTheDeviceFetchesTheHolder() {
    given(registeredDdi(), admittedDdi("a", 1)).when(new FetchUpdate("a")).then(delivered("a"));
  }

  @Test
  void shouldDeliverAgainWhenTheDeviceFetchesAgain() {
    given(registeredDdi(), admittedDdi("a", 1), delivered("a"))
        .when(new FetchUpdate("a"))
        .then(delivered("a"));
  }

  @Test
  void shouldRefuseTheFetchWhenTheOperationHoldsNoDock() {
    given(registeredDdi(), admittedDdi("b", 2)).when(new FetchUpdate("a")).then(gone("a"));
  }

  @Test
  void shouldRegisterWithTheFirstRevisionWhenDeviceIsUnknown() {
    given().when(register(Map.of())).then(new DockEvent.DeviceRegistered(REGISTRATION));
  }

  @Test
  void shouldCountTheRevisionAndKeepTheRegistrarWhenDeviceIsEdited() {
    given(registered())
        .when(
            new RegisterDevice(
                new Registration.Caller("other", null, null, null, null),
                new Edit(Channel.BRIDGE, SoftwareVersions.NONE, Set.of()),
                true,
                Precondition.NONE))
        .then(registered(2, Map.of()));
  }

  @Test
  void shouldKeepTheHolderWhenDeviceIsEdited() {
    given(registered(), admitted("a", 1), registered())
        .when(request("b"))
        .then(new DockEvent.UpdateConflicted(holder("a", 1)));
  }

  @Test
  void shouldAdmitAndNameTheKeyToRememberWhenNothingIsRemembered() {
    given(registered())
        .when(request("a", "key", "body"))
        .then(new DockEvent.UpdateAdmitted(holder("a", FIRST), new IdempotencyKey("key", "body")));
  }

  @Test
  void shouldRepeatTheAdmissionWhenItsKeyComesAgainWhileItHoldsTheDock() {
    given(registered(), admitted("a", 1))
        .remembering("a", "body")
        .when(request("b", "key", "body"))
        .then(new DockEvent.AdmissionRepeated("a"));
  }

  @Test
  void shouldRepeatTheAdmissionWhenItsKeyComesAgainAfterItsEnd() {
    given(registered(), admitted("a", 1), released("a"))
        .remembering("a", "body")
        .when(request("b", "key", "body"))
        .then(new DockEvent.AdmissionRepeated("a"));
  }

  @Test
  void shouldRepeatTheAdmissionWhenItsKeyComesAgainAfterTheDeviceWasRetired() {
    given(registered(), admitted("a", 1), released("a"), new DockEvent.DeviceRetired())
        .remembering("a", "body")
        .when(request("b", "key", "body"))
        .then(new DockEvent.AdmissionRepeated("a"));
  }

  @Test
  void shouldRefuseWhenTheKeyComesAgainWithAnotherBody() {
    given(registered())
        .remembering("a", "body")
        .when(request("b", "key", "other"))
        .then(new DockEvent.UpdateRefused(DockEvent.Refusal.KEY_REUSED));
  }

  @Test
  void shouldRepeatTheAdmissionOfAnIdThatHasEnded() {
    given(registered(), admitted("a", 1), released("a"))
        .remembering("a", "")
        .when(request("a"))
        .then(new DockEvent.AdmissionRepeated("a"));
  }

  @Test
  void shouldConflictAnewWhenAKeyIsNotRemembered() {
    given(registered(), admitted("a", 1))
        .when(request("b", "key", "body"))
        .then(new DockEvent.UpdateConflicted(holder("a", 1)));
  }

  @Test
  void shouldRetireWhenTheDockIsFree() {
    given(registered()).when(new RetireDevice()).then(new DockEvent.DeviceRetired());
  }

  @Test
  void shouldRefuseToRetireAndNameTheHolderWhenTheDockIsHeld() {
    given(registered(), admitted("a", 1))
        .when(new RetireDevice())
        .then(new DockEvent.RetirementRefused(holder("a", 1)));
  }

  @Test
  void shouldRefuseToRetireWhenTheDeviceIsUnknown() {
    given().when(new RetireDevice()).then(new DockEvent.RetirementRefused(null));
    given(registered(), new DockEvent.DeviceRetired())
        .when(new RetireDevice())
        .then(new DockEvent.RetirementRefused(null));
  }

  @Test
  void shouldRefuseRequestsAndFetchesAndPassOverEndsWhenTheDeviceIsRetired() {
    DockEvent[] past = {
      registered(), admitted("a", 1), released("a"), new DockEvent.DeviceRetired()
    };

    given(past)
        .when(request("b"))
        .then(new DockEvent.UpdateRefused(DockEvent.Refusal.DEVICE_UNKNOWN));
    given(past).when(new FetchUpdate("a")).then(gone("a"));
    given(past).when(ended("a")).thenNothing();
  }

  @Test
  void shouldBeginAnewButGoOnCountingDeploymentsWhenARetiredDeviceIsRegistered() {
    DockEvent[] past = {
      registered(3, Map.of("firmware", "1")),
      admitted("a", FIRST + 6),
      released("a"),
      new DockEvent.DeviceRetired()
    };

    given(past).when(register(Map.of())).then(registered(1, Map.of()));
    given(past[0], past[1], past[2], past[3], registered())
        .when(request("b"))
        .then(admitted("b", FIRST + 7));
  }

  @Test
  void shouldNoteWhatTheDeviceIsSaidToRunAndKeepTheRest() {
    given(registered(1, Map.of("firmware", "1", "teamsClient", "1")))
        .when(register(Map.of("firmware", "2")))
        .then(registered(2, Map.of("firmware", "2", "teamsClient", "1")));
  }

  @Test
  void shouldNoteWhatTheDeviceRunsWhenItsUpdateIsSuccessful() {
    given(registered(4, Map.of("firmware", "1")), admitted("a", 1))
        .when(ended("a", new Software("firmware", "2"), null))
        .then(installed("a", running(5, Map.of("firmware", "2"))));
  }

  @Test
  void shouldOnlyReleaseWhenTheDeviceRanThatVersionBefore() {
    given(registered(4, Map.of("firmware", "2")), admitted("a", 1))
        .when(ended("a", new Software("firmware", "2"), null))
        .then(installed("a", null));
  }

  @Test
  void shouldNoteNothingWhenTheSuccessIsOfNoHolder() {
    given(registered(), admitted("b", 2))
        .when(ended("a", new Software("firmware", "2"), null))
        .thenNothing();
  }

  @Test
  void shouldKeepTheNewVersionWhenTheDockIsReleased() {
    given(registered(), admitted("a", 1), installed("a", running(2, Map.of("firmware", "2"))))
        .when(register(Map.of("teamsClient", "1")))
        .then(registered(3, Map.of("firmware", "2", "teamsClient", "1")));
  }

  @Test
  void shouldChangeNothingWhenARequestWasRejected() {
    Dock dock = DockRules.evolve(Dock.UNKNOWN, admitted("a", 1));

    assertThat(DockRules.evolve(dock, new DockEvent.UpdateConflicted(holder("a", 1))))
        .isEqualTo(dock);
    assertThat(DockRules.evolve(dock, new DockEvent.UpdateRefused(DockEvent.Refusal.KEY_REUSED)))
        .isEqualTo(dock);
    assertThat(DockRules.evolve(dock, new DockEvent.AdmissionRepeated("x"))).isEqualTo(dock);
    assertThat(DockRules.evolve(dock, new DockEvent.RetirementRefused(null))).isEqualTo(dock);
    assertThat(DockRules.evolve(dock, gone("x"))).isEqualTo(dock);
  }

  @Test
  void shouldFailLoudlyWhenADeliveryFindsNoHolder() {
    assertThatThrownBy(() -> DockRules.evolve(Dock.UNKNOWN, delivered("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Expected a holder");
  }
}
