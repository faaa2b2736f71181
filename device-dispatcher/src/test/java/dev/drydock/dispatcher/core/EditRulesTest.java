package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.CALLER;
import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static dev.drydock.dispatcher.core.DockScenario.admittedDdi;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.core.DockEvent.Refusal;
import dev.drydock.dispatcher.core.Precondition.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edit leaves, what it changes, and when it is refused. */
class EditRulesTest {

  private static final Edit NOTHING = new Edit(null, SoftwareVersions.NONE, Set.of());
  private static final SoftwareVersions RUNS =
      SoftwareVersions.of(Map.of("firmware", "1", "teamsClient", "2"));

  /** At revision 7, edited last in revision 5, heard of since. */
  private static final Registration KNOWN =
      new Registration(7, NOON, CALLER, Channel.DDI, RUNS, NOON, false, 5);

  private static final DockEvent REGISTERED = new DockEvent.DeviceRegistered(KNOWN);

  @Test
  void shouldLeaveChannelAndVersionsWhenTheyAreNotSaid() {
    given(REGISTERED).when(edit(NOTHING)).then(edited(Channel.DDI, RUNS));
    given(REGISTERED, admittedDdi("a", 1)).when(edit(NOTHING)).then(edited(Channel.DDI, RUNS));
  }

  @Test
  void shouldChangeWhatIsSaid() {
    given(REGISTERED)
        .when(
            edit(
                new Edit(
                    Channel.BRIDGE, SoftwareVersions.of(Map.of("firmware", "3")), Set.of("notes"))))
        .then(
            edited(
                Channel.BRIDGE, SoftwareVersions.of(Map.of("firmware", "3", "teamsClient", "2"))));
  }

  @ParameterizedTest
  @CsvSource({"softwareVersions, ''", "softwareVersions.firmware, 'teamsClient'"})
  void shouldForgetVersionsThatAreCleared(String cleared, String kept) {
    SoftwareVersions rest =
        kept.isEmpty() ? SoftwareVersions.NONE : SoftwareVersions.of(Map.of(kept, "2"));

    given(REGISTERED)
        .when(edit(new Edit(null, SoftwareVersions.NONE, Set.of(cleared))))
        .then(edited(Channel.DDI, rest));
  }

  @Test
  void shouldSetAVersionThatIsClearedAndSaid() {
    SoftwareVersions said = SoftwareVersions.of(Map.of("firmware", "9"));

    given(REGISTERED)
        .when(edit(new Edit(null, said, Set.of("softwareVersions"))))
        .then(edited(Channel.DDI, said));
  }

  @Test
  void shouldRegisterOnlyByARequestThatCreates() {
    given()
        .when(new DockInput.RegisterDevice(CALLER, NOTHING, false, Precondition.NONE))
        .then(new DockEvent.EditRefused(Refusal.DEVICE_UNKNOWN));
    given().when(edit(NOTHING)).then(registered());
  }

  @ParameterizedTest
  @CsvSource({"4, false", "5, true", "6, true", "7, true", "8, false"})
  void shouldTakeARevisionForCurrentUntilSomethingThatIsEditedChanges(int revision, boolean holds) {
    Precondition match = expecting(List.of(seen(revision)), List.of());
    Precondition noMatch = expecting(null, List.of(seen(revision)));

    assertThat(match.holds(KNOWN)).isEqualTo(holds);
    assertThat(noMatch.holds(KNOWN)).isEqualTo(!holds);
    given(REGISTERED)
        .when(new DockInput.RegisterDevice(CALLER, NOTHING, true, match))
        .then(
            holds
                ? edited(Channel.DDI, RUNS)
                : new DockEvent.EditRefused(Refusal.PRECONDITION_FAILED));
    given(REGISTERED)
        .when(new DockInput.RetireDevice(match))
        .then(
            holds
                ? new DockEvent.DeviceRetired()
                : new DockEvent.EditRefused(Refusal.PRECONDITION_FAILED));
  }

  @Test
  void shouldNotTakeARevisionOfAFormerLifeForCurrent() {
    Precondition match = expecting(List.of(new Seen(NOON.minusSeconds(1), 7)), List.of());

    assertThat(match.holds(KNOWN)).isFalse();
  }

  @Test
  void shouldTellWhetherADeviceMustBeKnown() {
    assertThat(new Precondition(true, false, null, List.of()).holds(KNOWN)).isTrue();
    assertThat(new Precondition(true, false, null, List.of()).holds(null)).isFalse();
    assertThat(new Precondition(false, true, null, List.of()).holds(KNOWN)).isFalse();
    assertThat(new Precondition(false, true, null, List.of()).holds(null)).isTrue();
    assertThat(expecting(List.of(), List.of()).holds(KNOWN)).isFalse();
    assertThat(expecting(List.of(seen(1)), List.of()).holds(null)).isFalse();
    assertThat(Precondition.NONE.holds(null)).isTrue();
    assertThat(new Precondition(true, true, null, List.of()).holds(null)).isFalse();
    assertThat(new Precondition(true, true, null, List.of()).holds(KNOWN)).isFalse();
  }

  @Test
  void shouldRefuseTheSecondOfTwoEditorsThatHaveReadTheSame() {
    Precondition match = expecting(List.of(seen(7)), List.of());
    DockInput second = new DockInput.RegisterDevice(CALLER, NOTHING, true, match);

    given(REGISTERED, edited(Channel.DDI, RUNS))
        .when(second)
        .then(new DockEvent.EditRefused(Refusal.PRECONDITION_FAILED));
  }

  @Test
  void shouldCountWhatTheDeviceInstallsAsAnEditAndThatItWasSeenAsNone() {
    SoftwareVersions more = RUNS.with(new Software("firmware", "2"));
    Instant later = NOON.plus(Registration.SIGHT_INTERVAL);

    assertThat(KNOWN.heard(Channel.DDI, more, DockInput.Description.NONE, NOON).editedIn())
        .isEqualTo(8);
    assertThat(KNOWN.heard(Channel.BRIDGE, RUNS, DockInput.Description.NONE, NOON).editedIn())
        .isEqualTo(8);
    assertThat(KNOWN.heard(Channel.DDI, RUNS, DockInput.Description.NEW, later).editedIn())
        .isEqualTo(5);
  }

  @Test
  void shouldMergeMembersByWhatIsSaidAndCleared() {
    Edit edit = new Edit(null, SoftwareVersions.NONE, Set.of("notes"));

    assertThat(edit.member("notes", "new", "old")).isEqualTo("new");
    assertThat(edit.<String>member("notes", null, "old")).isNull();
    assertThat(edit.<String>member("model", null, "old")).isEqualTo("old");
    assertThat(edit.<String>member("model", null, null)).isNull();
  }

  private static Precondition expecting(List<Seen> oneOf, List<Seen> noneOf) {
    return new Precondition(false, false, oneOf, noneOf);
  }

  private static Seen seen(int revision) {
    return new Seen(NOON, revision);
  }

  private static DockInput edit(Edit edit) {
    return new DockInput.RegisterDevice(CALLER, edit, true, Precondition.NONE);
  }

  private static DockEvent edited(Channel channel, SoftwareVersions runs) {
    return new DockEvent.DeviceRegistered(
        new Registration(8, NOON, CALLER, channel, runs, NOON, false, 8));
  }
}
