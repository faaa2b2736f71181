package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static dev.drydock.dispatcher.core.DockScenario.admitted;
import static dev.drydock.dispatcher.core.DockScenario.ended;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.gone;
import static dev.drydock.dispatcher.core.DockScenario.installed;
import static dev.drydock.dispatcher.core.DockScenario.register;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static dev.drydock.dispatcher.core.DockScenario.released;
import static dev.drydock.dispatcher.core.DockScenario.running;
import static dev.drydock.dispatcher.core.DockScenario.seen;

import dev.drydock.dispatcher.core.DockInput.FetchUpdate;
import dev.drydock.dispatcher.core.DockInput.SayHello;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a dock notes of a device's signs of life. */
class SightRulesTest {

  private static final Map<String, String> RUNS = Map.of("firmware", "1");
  private static final DockEvent SEEN = new DockEvent.DeviceRegistered(seen(3, RUNS, NOON));
  private static final Instant SOON = NOON.plus(Registration.SIGHT_INTERVAL).minusMillis(1);
  private static final Instant LATER = NOON.plus(Registration.SIGHT_INTERVAL);

  @Test
  void shouldNoteTheFirstHello() {
    given(registered())
        .when(hello(Map.of(), false))
        .then(new DockEvent.DeviceHeard(seen(2, Map.of(), NOON)));
  }

  @Test
  void shouldNoteAHelloWhenTheLastIsAMinuteOld() {
    given(SEEN).when(hello(RUNS, false), SOON).thenNothing();
    given(SEEN)
        .when(hello(RUNS, false), LATER)
        .then(new DockEvent.DeviceHeard(seen(4, RUNS, LATER)));
  }

  @Test
  void shouldNoteAHelloAtOnceWhenItTellsSomethingNew() {
    given(SEEN)
        .when(hello(Map.of("teamsClient", "2"), false), SOON)
        .then(
            new DockEvent.DeviceHeard(
                DockScenario.changed(4, Map.of("firmware", "1", "teamsClient", "2"), SOON)));
    given(SEEN).when(hello(RUNS, true), SOON).then(described(seen(4, RUNS, SOON)));
  }

  @Test
  void shouldKeepTheLaterSightWhenAnEarlierOneIsTold() {
    given(SEEN)
        .when(hello(RUNS, true), NOON.minusSeconds(3_600))
        .then(described(seen(4, RUNS, NOON)));
    given(SEEN).when(hello(RUNS, false), NOON.minusSeconds(3_600)).thenNothing();
  }

  @Test
  void shouldPassOverAHelloWhenTheDeviceIsUnknown() {
    given().when(hello(RUNS, true)).thenNothing();
    given(registered(), new DockEvent.DeviceRetired()).when(hello(RUNS, true)).thenNothing();
  }

  @Test
  void shouldNoteThatTheDeviceFetchedWhenTheLastSightIsAMinuteOld() {
    given(SEEN, admitted("a", 1))
        .when(new FetchUpdate("a"), LATER)
        .then(new DockEvent.UpdateDelivered("a", seen(4, RUNS, LATER)));
    given(SEEN)
        .when(new FetchUpdate("a"), LATER)
        .then(new DockEvent.FetchRefused("a", DockEvent.FetchRefusal.GONE, seen(4, RUNS, LATER)));
    given(SEEN).when(new FetchUpdate("a"), SOON).then(gone("a"));
  }

  @Test
  void shouldNoteWhenTheDeviceSpokeLastAtTheEndOfItsOperation() {
    given(SEEN, admitted("a", 1))
        .when(ended("a", null, LATER), LATER.plusSeconds(3_600))
        .then(released("a", LATER.plusSeconds(3_600), seen(4, RUNS, LATER)));
    given(SEEN, admitted("a", 1))
        .when(ended("a", null, SOON), LATER)
        .then(released("a", LATER, null));
    given(SEEN, admitted("a", 1))
        .when(ended("a", null, null), LATER)
        .then(released("a", LATER, null));
  }

  @Test
  void shouldNotCallItASightWhenOnlyTheEndTellsWhatTheDeviceRuns() {
    given(registered(1, RUNS), admitted("a", 1))
        .when(ended("a", new Software("firmware", "2"), null))
        .then(installed("a", running(2, Map.of("firmware", "2"))));
  }

  @Test
  void shouldKeepTheSightWhenTheDeviceIsEdited() {
    given(SEEN)
        .when(register(Map.of()), LATER)
        .then(new DockEvent.DeviceRegistered(DockScenario.changed(4, RUNS, NOON)));
  }

  @Test
  void shouldRememberWhatWasNotedWhenItIsHeardAgain() {
    given(SEEN, admitted("a", 1), new DockEvent.UpdateDelivered("a", seen(4, RUNS, LATER)))
        .when(hello(RUNS, false), LATER)
        .thenNothing();
    given(SEEN, admitted("a", 1), released("a", LATER, seen(4, RUNS, LATER)))
        .when(hello(RUNS, false), LATER)
        .thenNothing();
    given(SEEN, new DockEvent.DeviceHeard(seen(4, RUNS, LATER)))
        .when(hello(RUNS, false), LATER)
        .thenNothing();
    given(SEEN, new DockEvent.FetchRefused("a", DockEvent.FetchRefusal.GONE, seen(4, RUNS, LATER)))
        .when(hello(RUNS, false), LATER)
        .thenNothing();
  }

  private static DockEvent described(Registration as) {
    return new DockEvent.DeviceHeard(
        new Registration(
            as.revision(),
            as.registeredAt(),
            as.registeredBy(),
            as.channel(),
            as.runs(),
            as.lastSeenAt(),
            true,
            as.editedIn()));
  }

  private static DockInput hello(Map<String, String> runs, boolean tellsMore) {
    return new SayHello(
        SoftwareVersions.of(runs),
        tellsMore ? DockInput.Description.NEW : DockInput.Description.NONE,
        null);
  }
}
