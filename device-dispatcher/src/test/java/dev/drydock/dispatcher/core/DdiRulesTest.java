package dev.drydock.dispatcher.core;

import static dev.drydock.dispatcher.core.DockScenario.CALLER;
import static dev.drydock.dispatcher.core.DockScenario.FIRST;
import static dev.drydock.dispatcher.core.DockScenario.NOON;
import static dev.drydock.dispatcher.core.DockScenario.OFFER;
import static dev.drydock.dispatcher.core.DockScenario.admitted;
import static dev.drydock.dispatcher.core.DockScenario.admittedDdi;
import static dev.drydock.dispatcher.core.DockScenario.answer;
import static dev.drydock.dispatcher.core.DockScenario.answered;
import static dev.drydock.dispatcher.core.DockScenario.delivered;
import static dev.drydock.dispatcher.core.DockScenario.given;
import static dev.drydock.dispatcher.core.DockScenario.gone;
import static dev.drydock.dispatcher.core.DockScenario.holderDdi;
import static dev.drydock.dispatcher.core.DockScenario.registered;
import static dev.drydock.dispatcher.core.DockScenario.registeredDdi;
import static dev.drydock.dispatcher.core.DockScenario.released;
import static dev.drydock.dispatcher.core.DockScenario.request;
import static dev.drydock.dispatcher.core.DockScenario.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a device that comes itself is told, and what its dock keeps of its answers. */
class DdiRulesTest {

  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Listing.Grace GRACE = new Listing.Grace(PERIOD, PERIOD);
  private static final Listing.Grace NO_GRACE = new Listing.Grace(Duration.ZERO, Duration.ZERO);
  private static final DockEvent CANCEL =
      new DockEvent.CancelRequested(holderDdi("a", 1).withDelivered().withCancelRequested());

  @Test
  void shouldListAnUpdateFromItsAdmissionToTheDevicesFinalReport() {
    assertThat(listed(registeredDdi())).isEmpty();
    assertThat(listed(registeredDdi(), admittedDdi("a", 1))).contains(Listing.Kind.INSTALL);
    assertThat(listed(registeredDdi(), admittedDdi("a", 1), delivered("a")))
        .contains(Listing.Kind.INSTALL);
    assertThat(
            listed(
                registeredDdi(),
                admittedDdi("a", 1),
                delivered("a"),
                answered("a", DeviceAnswer.SUCCEEDED)))
        .isEmpty();
  }

  @Test
  void shouldListNothingWhenABridgeWasTold() {
    assertThat(listed(registered(), admitted("a", 1))).isEmpty();
  }

  @Test
  void shouldOfferWhatTheRequestNames() {
    given(registeredDdi()).when(request("a")).then(admittedDdi("a", FIRST));

    assertThat(given(registeredDdi(), admittedDdi("a", 1)).dock().holder().offer())
        .isEqualTo(OFFER);
    assertThat(given(registered(), admitted("a", 1)).dock().holder().offer()).isNull();
  }

  @Test
  void shouldListTheCancelUntilTheDeviceAnswers() {
    DockEvent[] asked = {registeredDdi(), admittedDdi("a", 1), delivered("a"), CANCEL};

    assertThat(listed(asked)).contains(Listing.Kind.STOP);
    assertThat(listed(and(asked, answered("a", DeviceAnswer.CANCELLED)))).isEmpty();
    assertThat(listed(and(asked, answered("a", DeviceAnswer.GOES_ON))))
        .contains(Listing.Kind.INSTALL);
  }

  @Test
  void shouldListNothingWhenItWasWithdrawnBeforeTheDeviceHadIt() {
    assertThat(
            listed(
                registeredDdi(),
                admittedDdi("a", 1),
                withdrawn(holderDdi("a", 1), Withdrawal.UNSEEN)))
        .isEmpty();
  }

  @Test
  void shouldTellTheDeviceToStopWhatWasForcedToEndAndListNothingOnceItHasAnswered() {
    DockEvent[] forced = {
      registeredDdi(),
      admittedDdi("a", 1),
      delivered("a"),
      withdrawn(holderDdi("a", 1).withDelivered(), Withdrawal.FORCED)
    };

    assertThat(listed(forced)).contains(Listing.Kind.STOP);
    assertThat(listed(and(forced, released("a")))).contains(Listing.Kind.STOP);
    for (DeviceAnswer answer : DeviceAnswer.values()) {
      assertThat(listed(and(forced, answered("a", answer)))).as(answer.name()).isEmpty();
      assertThat(listed(and(and(forced, answered("a", answer)), released("a"))))
          .as(answer.name())
          .isEmpty();
      assertThat(listed(and(and(forced, released("a")), answered("a", answer))))
          .as(answer.name())
          .isEmpty();
    }
  }

  @Test
  void shouldListNothingWhenTheDeviceRefusesToStopAfterTheTimeForItsAnswerWasOver() {
    DockEvent[] timedOut = {
      registeredDdi(), admittedDdi("a", 1), delivered("a"), CANCEL, ended(End.FAILED, null)
    };

    assertThat(listed(timedOut)).contains(Listing.Kind.STOP);
    assertThat(listed(and(timedOut, answered("a", DeviceAnswer.GOES_ON)))).isEmpty();
  }

  @Test
  void shouldListWhatADeadlineEndedAsLongAsTheGraceThatIsAskedForOrUntilTheNextIsAdmitted() {
    DockEvent[] timedOut = {
      registeredDdi(), admittedDdi("a", 1), delivered("a"), ended(End.FAILED, null)
    };
    Dock dock = given(timedOut).dock();

    assertThat(Listing.of(dock, NOON, NO_GRACE)).isEmpty();
    assertThat(Listing.of(dock, NOON.plus(PERIOD).minusMillis(1), GRACE)).isPresent();
    assertThat(Listing.of(dock, NOON.plus(PERIOD), GRACE)).isEmpty();
    Dock next = given(and(timedOut, admittedDdi("b", 2))).dock();
    assertThat(Listing.of(next, NOON, GRACE).orElseThrow().update().operationId()).isEqualTo("b");
    assertThat(next.update(1).orElseThrow().offer()).isNull();
    assertThat(listed(and(timedOut, answered("a", DeviceAnswer.SUCCEEDED)))).isEmpty();
  }

  @Test
  void shouldNotListWhatEndedBeforeTheDeviceHadItOrByItsWord() {
    assertThat(listed(registeredDdi(), admittedDdi("a", 1), ended(End.FAILED, null))).isEmpty();
    assertThat(
            listed(
                registeredDdi(),
                admittedDdi("a", 1),
                delivered("a"),
                ended(End.SUCCESSFUL, DeviceAnswer.SUCCEEDED)))
        .isEmpty();
  }

  @Test
  void shouldRefuseAFetchAfterTheDevicesFinalReport() {
    given(
            registeredDdi(),
            admittedDdi("a", 1),
            delivered("a"),
            answered("a", DeviceAnswer.SUCCEEDED))
        .when(new DockInput.FetchUpdate("a"))
        .then(gone("a"));
  }

  @ParameterizedTest
  @EnumSource(DeviceAnswer.class)
  void shouldNoteAnAnswerOnce(DeviceAnswer said) {
    DockEvent[] asked = {registeredDdi(), admittedDdi("a", 1), delivered("a"), CANCEL};

    given(asked).when(answer("a", said)).then(answered("a", said));
    given(and(asked, answered("a", said))).when(answer("a", said)).thenNothing();
  }

  @Test
  void shouldKeepTheFirstOfContradictingFinalReports() {
    given(
            registeredDdi(),
            admittedDdi("a", 1),
            delivered("a"),
            answered("a", DeviceAnswer.SUCCEEDED))
        .when(answer("a", DeviceAnswer.FAILED))
        .thenNothing();
  }

  @Test
  void shouldNoteNoAnswerOfABridgeOrOfAnUnknownUpdate() {
    given(registered(), admitted("a", 1)).when(answer("a", DeviceAnswer.SUCCEEDED)).thenNothing();
    given(registeredDdi()).when(answer("a", DeviceAnswer.SUCCEEDED)).thenNothing();
    given(registeredDdi(), admittedDdi("a", 1), delivered("a"))
        .when(answer("a", DeviceAnswer.GOES_ON))
        .thenNothing();
  }

  @Test
  void shouldKnowAFewPastUpdatesAndHowTheyEnded() {
    DockEvent[] many =
        IntStream.rangeClosed(1, Dock.MAX_PAST + 1)
            .boxed()
            .flatMap(n -> Stream.of(admittedDdi("op-" + n, n), released("op-" + n)))
            .toArray(DockEvent[]::new);

    Dock dock = given(many).dock();

    assertThat(dock.past()).hasSize(Dock.MAX_PAST);
    assertThat(dock.update(1)).isEmpty();
    assertThat(dock.update(2).orElseThrow().operationId()).isEqualTo("op-2");
    assertThat(dock.lastDeploymentNumber()).isEqualTo(Dock.MAX_PAST + 1);
  }

  @Test
  void shouldKnowWhichNumbersItHasForgotten() {
    Dock dock = given(registeredDdi(), admittedDdi("a", 1011)).dock();

    assertThat(dock.hasForgotten(1009)).isTrue();
    assertThat(dock.hasForgotten(1010)).isFalse();
    assertThat(dock.hasForgotten(1011)).isFalse();
    assertThat(dock.hasForgotten(1012)).isFalse();
    assertThat(Dock.UNKNOWN.hasForgotten(1)).isFalse();
  }

  @Test
  void shouldRegisterADeviceThatIntroducesItself() {
    given()
        .when(hello(DockInput.Description.NONE, Channel.DDI))
        .then(
            new DockEvent.DeviceRegistered(
                new Registration(
                    1, NOON, CALLER, Channel.DDI, SoftwareVersions.NONE, NOON, false, 1)));
  }

  @Test
  void shouldReachADeviceTheWayItIntroducesItself() {
    given(registered())
        .when(hello(DockInput.Description.NONE, Channel.DDI))
        .then(
            new DockEvent.DeviceHeard(
                new Registration(
                    2, NOON, CALLER, Channel.DDI, SoftwareVersions.NONE, NOON, false, 2)));
    given(registeredDdi()).when(hello(DockInput.Description.NONE, Channel.DDI)).thenNothing();
  }

  @Test
  void shouldNoteOnceThatADeviceDescribedItself() {
    DockEvent described =
        new DockEvent.DeviceHeard(
            new Registration(2, NOON, CALLER, Channel.DDI, SoftwareVersions.NONE, NOON, true, 1));

    given(registeredDdi()).when(hello(DockInput.Description.NEW, Channel.DDI)).then(described);
    given(registeredDdi()).when(hello(DockInput.Description.KNOWN, Channel.DDI)).then(described);
    given(registeredDdi(), described)
        .when(hello(DockInput.Description.KNOWN, Channel.DDI))
        .thenNothing();
  }

  private static DockInput hello(DockInput.Description description, Channel channel) {
    return new DockInput.SayHello(
        SoftwareVersions.of(Map.of()), description, new DockInput.Introduction(CALLER, channel));
  }

  private static DockEvent ended(End end, DeviceAnswer finalReport) {
    return new DockEvent.DockReleased(
        "a", end, NOON, finalReport, DockScenario.attempt("a", end == End.SUCCESSFUL), null);
  }

  private static Optional<Listing.Kind> listed(DockEvent... events) {
    return Listing.of(given(events).dock(), NOON, GRACE).map(Listing::kind);
  }

  private static DockEvent[] and(DockEvent[] events, DockEvent more) {
    return Stream.concat(Stream.of(events), Stream.of(more)).toArray(DockEvent[]::new);
  }
}
