package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of devices as agents make them, and calls that are refused. */
@ExtendWith(SharedInstallation.class)
class DdiCallIT {
  private final Installation drydock;
  private final GraphClient caller;
  private final DdiDevice device;

  DdiCallIT(Installation drydock) {
    this.drydock = drydock;
    caller = drydock.caller("contoso");
    device = drydock.knownDdiDevice(caller);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the number as a text, unknown members, a time that is none
        """
        {"id":"7","time":"soon","own":{},"status":{"execution":"closed","own":1,
        "result":{"finished":"success","own":[]},"details":null}}""",
        // as in hawkBit, done is done
        "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"none\"}}}",
        // swupdate escapes nothing in its details
        "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\","
            + "\"details\":[\"a line\nand a\ttab\"]}}"
      })
  void shouldTakeTheLastWordAsAgentsWriteIt(String body) {
    // given
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told = device.close(number, DeviceAckKind.SUCCEEDED, body);

    // then
    assertThat(told.status()).isEqualTo(200);
    caller.awaitStatus(accepted.location(), "successful");
  }

  @Test
  void shouldEndAsFailedWhatAFinalReportSaysThatCannotBeReadAsAWhole() {
    // given: swupdate escapes no quotes in its details
    Answer accepted = request();
    int number = device.fetched(accepted);

    // when
    Answer told =
        device.close(
            number,
            DeviceAckKind.FAILED,
            "{\"status\":{\"result\":{\"finished\":\"success\"},\"execution\":\"closed\","
                + "\"details\":[\"a \"quoted\" word\"]}}");

    // then
    assertThat(told.status()).isEqualTo(200);
    Answer end = caller.awaitStatus(accepted.location(), "failed");
    assertThat(end.member("/error/message")).contains("could not be read", "quoted");
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
    assertThat(device.stop(number + 1).status()).isEqualTo(404);
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
    return caller.accepted(device.id(), Release.TEAMS);
  }

  private void end(Answer accepted) {
    device.succeed(device.fetched(accepted));
    caller.awaitStatus(accepted.location(), "successful");
  }
}
