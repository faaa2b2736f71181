package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.messages.DeviceAckKind;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One update of a DDI device, from its first poll to its final report. */
@ExtendWith(SharedInstallation.class)
class DdiIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Installation drydock;
  private final GraphClient caller;
  private final DdiDevice device;

  DdiIT(Installation drydock) {
    this.drydock = drydock;
    caller = drydock.caller("contoso");
    device = drydock.knownDdiDevice(caller);
  }

  @Test
  void shouldBeKnownWhenItComesForTheFirstTime() {
    // given
    DdiDevice stranger = drydock.ddiDevice(caller.tenantId());

    // when
    Answer first = stranger.poll();

    // then
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.member("/config/polling/sleep")).isEqualTo("00:00:01");
    assertThat(first.member("/_links/configData/href")).endsWith(stranger.id() + "/configData");
    Installation.awaitKnown(caller, stranger);
    Answer shown = caller.get(caller.device(stranger.id()));
    assertThat(shown.member("/channel")).isEqualTo("ddi");
    assertThat(shown.member("/lastSeenDateTime")).isNotEmpty();
  }

  @Test
  void shouldShowWhatTheDeviceTellsOfItself() {
    // given
    String body = "{\"mode\":\"merge\",\"data\":{\"serialNo\":\"4711\",\"firmware\":\"7.1\"}}";

    // when
    Answer told = device.configData(body);

    // then
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text()).isEmpty();
    Answer shown = awaitDevice("/attributes/serialNo", "4711");
    assertThat(shown.member("/softwareVersions/firmware")).isEqualTo("7.1");
    assertThat(device.poll().json().get("_links")).isEmpty();
  }

  @Test
  void shouldKeepEachWordWhenADeviceTellsOfItselfTwiceInAMoment() {
    // when
    device.configData("{\"data\":{\"slot\":\"a\",\"rack\":\"7\"}}");
    device.configData("{\"data\":{\"room\":\"Oslo\"}}");
    device.configData("{\"mode\":\"remove\",\"data\":{\"rack\":\"\"}}");

    // then
    await("all three words")
        .atMost(TIMEOUT)
        .until(
            () -> caller.get(caller.device(device.id())).json().path("attributes").toString(),
            "{\"room\":\"Oslo\",\"slot\":\"a\"}"::equals);
  }

  @Test
  void shouldSucceedWhenTheDeviceSaysSo() {
    // given
    Answer accepted = request();
    int number = device.awaitUpdate(accepted);
    Answer update = device.fetch(number);
    caller.awaitPhase(accepted.location(), "delivered");
    assertThat(device.proceed(number, 1, 2).status()).isEqualTo(200);
    Answer shown = caller.awaitStatus(accepted.location(), "inProgress");

    // when
    Answer told = device.succeed(number);

    // then
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text()).isEmpty();
    assertThat(shown.member("/progress")).isEqualTo("1 of 2");
    assertThat(update.member("/id")).isEqualTo(Integer.toString(number));
    assertThat(update.member("/deployment/download")).isEqualTo("forced");
    assertThat(update.member("/deployment/update")).isEqualTo("forced");
    assertThat(update.json().at("/deployment/chunks")).hasSize(1);
    assertThat(update.json().at("/deployment/chunks/0/artifacts")).hasSize(1);
    assertThat(update.member("/deployment/chunks/0/version"))
        .isEqualTo(Release.TEAMS.softwareVersion());
    assertFile(update, "/deployment/chunks/0/artifacts/0");
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("successful");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
    device.awaitNothingToInstall();
    Answer next = request();
    assertThat(device.fetched(next)).isGreaterThan(number);
    end(next);
  }

  private static void assertFile(Answer update, String at) {
    assertThat(update.member(at + "/filename")).isEqualTo("app.bin");
    assertThat(update.json().at(at + "/size").isIntegralNumber()).isTrue();
    assertThat(update.member(at + "/hashes/sha1")).hasSize(40);
    assertThat(update.member(at + "/hashes/sha256")).hasSize(64);
    assertThat(update.member(at + "/_links/download/href"))
        .isEqualTo("https://artifacts.example/app.bin");
    assertThat(update.member(at + "/_links/download-http/href"))
        .isEqualTo("https://artifacts.example/app.bin");
  }

  @Test
  void shouldShowTheDownloadWhenTheDeviceTellsOfIt() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    device.download(number);

    // then
    Answer shown = caller.awaitPhase(accepted.location(), "downloading");
    assertThat(shown.member("/status")).isEqualTo("inProgress");
    assertThat(caller.history(accepted.location()).text()).contains("on its way");
    end(accepted);
  }

  @Test
  void shouldFailWhenTheDeviceFails() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told = device.fail(number, "no room left");

    // then
    assertThat(told.status()).isEqualTo(200);
    assertFailed(accepted, "deviceReportedFailure", "no room left");
  }

  @Test
  void shouldFailWhenTheDeviceRejectsTheUpdate() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told = device.reject(number, "not for this hardware");

    // then
    assertThat(told.status()).isEqualTo(200);
    assertFailed(accepted, "rejectedByDevice", "not for this hardware");
  }

  @Test
  void shouldBeAnsweredTheSameWhenTheDeviceRepeatsItsLastWord() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);
    device.succeed(number);
    Answer end = caller.awaitStatus(accepted.location(), "successful");

    // when
    Answer again = device.succeed(number);

    // then
    assertThat(again.status()).isEqualTo(200);
    assertThat(device.proceed(number, 2, 2).status()).isEqualTo(200);
    end(request());
    assertThat(caller.get(accepted.location()).json()).isEqualTo(end.json());
  }

  @Test
  void shouldRecordTheLateResultWhenTheDeviceContradictsItself() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);
    device.succeed(number);
    caller.awaitStatus(accepted.location(), "successful");

    // when
    Answer otherwise = device.fail(number, "on second thoughts");

    // then
    assertThat(otherwise.status()).isEqualTo(200);
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("failed");
    assertThat(late.member("/lateResult/message")).isEqualTo("on second thoughts");
    assertThat(late.member("/status")).isEqualTo("successful");
  }

  @Test
  void shouldSayThatTheDeviceCancelledByItselfWhenNoCancelWasAskedFor() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told = device.cancelByItself(number, "the user said no");

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/error/code")).isEqualTo("cancelledByDevice");
    assertThat(end.member("/error/message")).isEqualTo("the user said no");
    device.awaitNothingToInstall();
  }

  @Test
  void shouldNeverBeSuccessfulByAReportThatCannotBeRead() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);
    String cut = "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\"";

    // when
    Answer told = device.close(number, DeviceAckKind.FAILED, cut);

    // then
    assertThat(told.status()).isEqualTo(200);
    assertFailed(accepted, "deviceReportedFailure", cut);
    assertThat(caller.history(accepted.location()).text()).contains("could not be read");
  }

  @Test
  void shouldNotBeListedAnyMoreWhenTheTimeIsOverButTakeTheLateReport() {
    // given
    Answer accepted =
        caller.updateSoftware(
            device.id(), Release.TEAMS, "start", Installation.SHORTEST_DEADLINE.multipliedBy(2));
    int number = device.fetched(accepted);
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/error/code")).isEqualTo("startTimeout");
    device.awaitNothingToInstall();
    assertThat(device.fetch(number).status()).isEqualTo(404);

    // when
    Answer told = device.succeed(number);

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("succeeded");
    assertThat(late.member("/status")).isEqualTo("failed");
    device.awaitNothingToInstall();
  }

  private Answer request() {
    return caller.accepted(device.id(), Release.TEAMS);
  }

  private void end(Answer accepted) {
    device.succeed(device.fetched(accepted));
    caller.awaitStatus(accepted.location(), "successful");
  }

  private void assertFailed(Answer accepted, String errorCode, String message) {
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo(errorCode);
    assertThat(end.member("/error/message")).contains(message);
    device.awaitNothingToInstall();
  }

  private Answer awaitDevice(String pointer, String value) {
    URI uri = caller.device(device.id());
    return await(pointer + " of device " + device.id())
        .atMost(TIMEOUT)
        .until(() -> caller.get(uri), shown -> shown.member(pointer).equals(value));
  }
}
