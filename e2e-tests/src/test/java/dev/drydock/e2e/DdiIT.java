package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drydock.check.core.AckKind;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One update of a device that comes itself, from its first poll to its last word. */
@ExtendWith(SharedInstallation.class)
class DdiIT {

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the number as a text, members that nobody knows, a time that is none
        """
        {"id":"7","time":"soon","own":{},"status":{"execution":"closed","own":1,
        "result":{"finished":"success","own":[]},"details":null}}""",
        // as in hawkBit, done is done
        "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"none\"}}}",
        // swupdate escapes nothing in its details
        "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\","
            + "\"details\":[\"a line\nand a\ttab\"]}}",
        "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\","
            + "\"details\":[\"a \"quoted\" word\"]}}"
      })
  void shouldTakeTheLastWordAsAgentsWriteIt(String body) {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told = device.close(number, AckKind.SUCCEEDED, body);

    // then
    assertThat(told.status()).isEqualTo(200);
    caller.awaitStatus(accepted.location(), "successful");
  }

  @Test
  void shouldBeGivenNothingWhenTheUpdateWasCancelledBefore() {
    // given
    Answer accepted = request();
    int number = device.awaitUpdate(accepted);

    // when
    Answer cancelled = caller.cancel(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(caller.get(accepted.location()).member("/status")).isEqualTo("cancelled");
    assertThat(device.fetch(number).status()).isEqualTo(404);
    device.awaitNothingToInstall();
    assertThat(device.poll().member("/_links/cancelAction/href")).isEmpty();
    assertThat(caller.history(accepted.location()).text()).doesNotContain("\"delivered\"");
  }

  @Test
  void shouldBeCancelledWhenTheDeviceStops() {
    // given
    Answer accepted = installing(request());
    caller.cancel(accepted.location());
    int number = device.awaitCancel();
    Answer listed = device.poll();
    Answer toStop = device.fetchCancel(number);
    Answer late = device.proceed(number, 2, 2);

    // when
    Answer told = device.stop(number);

    // then
    assertThat(listed.member("/_links/deploymentBase/href")).isEmpty();
    assertThat(toStop.member("/id")).isEqualTo(Integer.toString(number));
    assertThat(toStop.member("/cancelAction/stopId")).isEqualTo(Integer.toString(number));
    assertThat(late.status()).isEqualTo(200);
    assertThat(told.status()).isEqualTo(200);
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("cancelled");
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
    device.awaitNothingToInstall();
  }

  @Test
  void shouldGoOnWhenTheDeviceRefusesToStop() {
    // given
    Answer accepted = installing(request());
    caller.cancel(accepted.location());
    int number = device.awaitCancel();

    // when
    Answer told = device.refuseToStop(number, "the bootloader is being written");

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer goesOn = caller.awaitPhase(accepted.location(), "installing");
    assertThat(goesOn.member("/cancellation/refusal")).contains("bootloader");
    assertThat(device.awaitUpdate(accepted)).isEqualTo(number);
    assertThat(device.succeed(number).status()).isEqualTo(200);
    caller.awaitStatus(accepted.location(), "successful");
  }

  @Test
  void shouldStillBeToldToStopWhenTheUpdateWasEndedByForce() {
    // given
    Answer accepted = installing(request());

    // when
    Answer cancelled = caller.cancelByForce(accepted.location());

    // then
    assertThat(cancelled.status()).isEqualTo(202);
    caller.awaitStatus(accepted.location(), "cancelled");
    int number = device.awaitCancel();
    assertThat(device.fetchCancel(number).status()).isEqualTo(200);
    assertThat(device.stop(number).status()).isEqualTo(200);
    device.awaitNothingToInstall();
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
  void shouldSay410WhenTheDeviceContradictsItself() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);
    device.succeed(number);
    caller.awaitStatus(accepted.location(), "successful");

    // when
    Answer otherwise = device.fail(number, "on second thoughts");

    // then
    assertThat(otherwise.status()).isEqualTo(410);
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("failed");
    assertThat(late.member("/lateResult/message")).isEqualTo("on second thoughts");
    assertThat(late.member("/status")).isEqualTo("successful");
  }

  @Test
  void shouldStayListedWhenTheTimeIsOverAndTheDeviceHasNotSpoken() {
    // given
    Answer accepted =
        caller.updateSoftware(
            device.id(), Release.TEAMS, Installation.SHORTEST_DEADLINE.multipliedBy(2));
    int number = device.fetched(accepted);
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/error/code")).isEqualTo("startTimeout");
    assertThat(device.awaitUpdate(accepted)).isEqualTo(number);
    assertThat(device.fetch(number).status()).isEqualTo(200);

    // when
    Answer told = device.succeed(number);

    // then
    assertThat(told.status()).isEqualTo(410);
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("succeeded");
    assertThat(late.member("/status")).isEqualTo("failed");
    device.awaitNothingToInstall();
  }

  @Test
  void shouldSay404WhenTheUpdateIsNotKnown() {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told = device.succeed(number + 1);

    // then
    assertThat(told.status()).isEqualTo(404);
    assertThat(device.fetch(number + 1).status()).isEqualTo(404);
    assertThat(device.fetchCancel(number).status()).isEqualTo(404);
    assertThat(device.stop(number).status()).isEqualTo(404);
    end(accepted);
  }

  @Test
  void shouldSay401WhenTheTokenIsNotTheDevicesOwn() {
    // given
    DdiDevice other = drydock.ddiDevice(caller.tenantId());
    DdiDevice ofOtherTenant = drydock.ddiDevice("fabrikam", device.id());

    // when
    Answer answer = device.authorizedBy(other.authorization()).poll();

    // then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(device.authorizedBy(ofOtherTenant.authorization()).poll().status()).isEqualTo(401);
    assertThat(device.authorizedBy("TargetToken wrong").poll().status()).isEqualTo(401);
    assertThat(device.authorizedBy("GatewayToken wrong").poll().status()).isEqualTo(401);
    assertThat(device.authorizedBy("wrong").fetch(1).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/hal+json", "text/html", "*/*"})
  void shouldAnswerInJsonWhateverIsAccepted(String accepted) {
    // when
    Answer answer = DdiDevice.send(device.to("").GET().setHeader("Accept", accepted));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).contains("json"));
  }

  private Answer request() {
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    assertThat(accepted.status()).isEqualTo(202);
    return accepted;
  }

  private Answer installing(Answer accepted) {
    device.proceed(device.fetched(accepted), 1, 2);
    caller.awaitPhase(accepted.location(), "installing");
    return accepted;
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
        .until(() -> caller.get(uri), shown -> shown.member(pointer).equals(value));
  }
}
