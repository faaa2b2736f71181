package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceCommand;
import java.net.URI;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One update, from the request to its end by the device's word. */
@ExtendWith(SharedInstallation.class)
class UpdateIT {

  private final GraphClient caller;
  private final KafkaDevice device;

  UpdateIT(Installation drydock) {
    caller = drydock.caller("contoso");
    device = drydock.registeredDevice(caller);
  }

  @Test
  void shouldSucceedWhenTheDeviceSaysSo() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    DeviceCommand command = device.awaitCommand(accepted.operationId());
    device.download(command.getOperationId(), "1 of 2");
    device.install(command.getOperationId(), "2 of 2");

    // when
    device.succeed(command.getOperationId());

    // then
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("successful");
    assertThat(end.member("/id")).isEqualTo(accepted.operationId());
    assertThat(end.member("/operationType")).isEqualTo("softwareUpdate");
    assertThat(end.member("/softwareVersion")).isEqualTo(Release.TEAMS.softwareVersion());
    assertThat(end.member("/progress")).isEqualTo("2 of 2");
    assertThat(end.member("/error")).isEmpty();
    assertThat(end.member("/lastActionBy/device/id")).isEqualTo(device.id());
    assertThat(end.member("/createdBy/application/id")).isEqualTo("e2e-tests");
    assertThat(end.member("/revision")).isEqualTo("4");
    assertThat(command.getInstallSoftware().getContent().getArtifacts().get(0).getFileName())
        .isEqualTo("app.bin");
  }

  @RepeatedTest(20)
  void shouldShowTheOperationWhenItsLocationIsReadAtOnce() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);

    // when
    Answer shown = caller.get(accepted.location());

    // then
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text()).isEmpty();
    assertThat(accepted.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(accepted.header("Retry-After")).isPresent();
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.member("/status")).isEqualTo("queued");
    end(accepted);
  }

  @Test
  void shouldFailWhenTheDeviceFails() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    device.install(accepted.operationId(), "1 of 2");

    // when
    device.fail(accepted.operationId(), "no room left");

    // then
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo("deviceReportedFailure");
    assertThat(end.member("/error/message")).contains("no room left");
  }

  @Test
  void shouldFailWhenTheDeviceRejectsTheUpdate() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);

    // when
    device.reject(accepted.operationId(), "not for this hardware");

    // then
    Answer end = caller.awaitEnd(accepted.location());
    assertThat(end.member("/status")).isEqualTo("failed");
    assertThat(end.member("/error/code")).isEqualTo("rejectedByDevice");
  }

  @Test
  void shouldBeDeliveredWhenTheDeviceFetchesTheUpdate() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    caller.awaitPhase(accepted.location(), "admitted");

    // when
    device.fetch(accepted.operationId());

    // then
    Answer delivered = caller.awaitPhase(accepted.location(), "delivered");
    assertThat(delivered.member("/status")).isEqualTo("queued");
    end(accepted);
  }

  @Test
  void shouldShowHowFarItIsWhenTheDeviceReports() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);

    // when
    device.download(accepted.operationId(), "17 of 100");

    // then
    Answer shown = caller.awaitPhase(accepted.location(), "downloading");
    assertThat(shown.member("/status")).isEqualTo("inProgress");
    assertThat(shown.member("/progress")).isEqualTo("17 of 100");
    assertThat(shown.member("/startedDateTime")).isNotEmpty();
    end(accepted);
  }

  @Test
  void shouldChangeNothingWhenTheDeviceRepeatsItselfAfterTheEnd() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    Answer end = end(accepted);

    // when
    device.succeed(accepted.operationId());
    device.install(accepted.operationId(), "1 of 2");
    Answer next = caller.updateSoftware(device.id(), Release.TEAMS);
    end(next);

    // then
    assertThat(caller.get(accepted.location()).json()).isEqualTo(end.json());
  }

  @Test
  void shouldRecordBesideTheEndWhatTheDeviceSaysOtherwiseLater() {
    // given
    Answer accepted = caller.updateSoftware(device.id(), Release.TEAMS);
    Answer end = end(accepted);

    // when
    device.fail(accepted.operationId(), "on second thoughts");

    // then
    Answer late = caller.awaitLateResult(accepted.location());
    assertThat(late.member("/lateResult/result")).isEqualTo("failed");
    assertThat(late.member("/lateResult/message")).isEqualTo("on second thoughts");
    assertThat(late.member("/status")).isEqualTo("successful");
    assertThat(late.member("/error")).isEmpty();
    assertThat(late.member("/completedDateTime")).isEqualTo(end.member("/completedDateTime"));
  }

  @Test
  void shouldSucceedAtOnceWhenTheDeviceRunsTheVersionAndTheCallerSkipsIt() {
    // given
    end(caller.updateSoftware(device.id(), Release.TEAMS));
    caller.awaitVersion(device.id(), Release.TEAMS);

    // when
    Answer accepted = caller.updateSoftwareUnlessInstalled(device.id(), Release.TEAMS);

    // then
    assertThat(accepted.status()).isEqualTo(202);
    Answer end = caller.get(accepted.location());
    assertThat(end.status()).isEqualTo(200);
    assertThat(end.member("/status")).isEqualTo("successful");
    assertThat(end.member("/phase")).isEqualTo("alreadyInstalled");
    assertThat(caller.operations(device.id()).member("/value/0/id"))
        .isEqualTo(accepted.operationId());
  }

  @Test
  void shouldAcceptTheNextWhenTheFirstIsOver() {
    // given
    Answer first = caller.updateSoftware(device.id(), Release.TEAMS);
    end(first);

    // when
    Answer second = caller.updateSoftware(device.id(), Release.FIRMWARE);

    // then
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.operationId()).isNotEqualTo(first.operationId());
    end(second);
  }

  @Test
  void shouldListTheNewestFirstWhenADeviceHasSeveralOperations() {
    // given
    Answer first = caller.updateSoftware(device.id(), Release.TEAMS);
    end(first);
    Answer second = caller.updateSoftware(device.id(), Release.FIRMWARE);
    end(second);

    // when
    Answer list = caller.operations(device.id());

    // then
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.json().get("value")).hasSize(2);
    assertThat(list.member("/value/0/id")).isEqualTo(second.operationId());
    assertThat(list.member("/value/1/id")).isEqualTo(first.operationId());
  }

  private Answer end(Answer accepted) {
    URI operation = accepted.location();
    device.succeed(accepted.operationId());
    return caller.awaitStatus(operation, "successful");
  }
}
