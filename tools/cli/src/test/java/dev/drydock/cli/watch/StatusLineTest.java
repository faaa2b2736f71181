package dev.drydock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationPhase;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.OperationStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StatusLineTest {

  private static final Instant AT = Instant.parse("2026-11-23T10:15:30.123Z");

  @Test
  void shouldShowPhaseAndProgressWhenInProgress() {
    // given
    OperationStatus status =
        status()
            .setState(OperationState.IN_PROGRESS)
            .setPhase(OperationPhase.INSTALLING)
            .setProgress("3 of 7")
            .build();

    // when
    String line = new StatusLine(ZoneOffset.UTC, false).of(status);

    // then
    assertThat(line)
        .isEqualTo(
            "10:15:30.123  room-1        op-1   3  inProgress  teamsClient 1.0.96.22  installing"
                + " (3 of 7)");
  }

  @Test
  void shouldShowErrorAndTenantWhenFailed() {
    // given
    OperationStatus status =
        status()
            .setState(OperationState.FAILED)
            .setErrorCode("deviceReportedFailure")
            .setErrorMessage("disk full")
            .build();

    // when
    String line = new StatusLine(ZoneOffset.UTC, true).of(status);

    // then
    assertThat(line).contains("t1/room-1").endsWith("deviceReportedFailure: disk full");
  }

  @Test
  void shouldShowTheRequestWhenTheDeviceIsAskedToStop() {
    // given
    OperationStatus status =
        status()
            .setState(OperationState.IN_PROGRESS)
            .setPhase(OperationPhase.CANCEL_REQUESTED)
            .setCancelRequestedAt(AT)
            .setCancelForced(false)
            .build();

    // when
    String line = new StatusLine(ZoneOffset.UTC, false).of(status);

    // then
    assertThat(line).endsWith("inProgress  teamsClient 1.0.96.22  cancelRequested");
  }

  @Test
  void shouldShowTheRefusalWhenTheDeviceGoesOn() {
    // given
    OperationStatus status =
        status()
            .setState(OperationState.IN_PROGRESS)
            .setPhase(OperationPhase.INSTALLING)
            .setCancelRequestedAt(AT)
            .setCancelForced(false)
            .setCancelRefusedAt(AT)
            .setCancelRefusal("no")
            .build();

    // when
    String line = new StatusLine(ZoneOffset.UTC, false).of(status);

    // then
    assertThat(line).endsWith("installing  refused to stop");
  }

  @Test
  void shouldShowForceAndLateResultWhenCancelled() {
    // given
    OperationStatus status =
        status()
            .setState(OperationState.CANCELLED)
            .setCancelRequestedAt(AT)
            .setCancelForced(true)
            .setLateResult(DeviceAckKind.SUCCEEDED)
            .setLateResultAt(AT)
            .build();

    // when
    String line = new StatusLine(ZoneOffset.UTC, false).of(status);

    // then
    assertThat(line).endsWith("cancelled   teamsClient 1.0.96.22  forced  late: succeeded");
  }

  @Test
  void shouldNotSteerTerminalWhenDeviceSendsControlCharacters() {
    // given
    OperationStatus status =
        status().setState(OperationState.IN_PROGRESS).setProgress("\u001b[2J\nx").build();

    // when
    String line = new StatusLine(ZoneOffset.UTC, false).of(status);

    // then
    assertThat(line).doesNotContain("\u001b", "\n").contains("\uFFFD[2J\uFFFDx");
  }

  private static OperationStatus.Builder status() {
    return OperationStatus.newBuilder()
        .setOperationId("op-1")
        .setTenantId("t1")
        .setDeviceId("room-1")
        .setRevision(3)
        .setSoftwareType("teamsClient")
        .setSoftwareVersion("1.0.96.22")
        .setCreatedAt(AT)
        .setLastActionAt(AT)
        .setCausePartition(0)
        .setDeliveryDeadlineMs(86_400_000)
        .setStartDeadlineMs(3_600_000)
        .setProgressDeadlineMs(3_600_000)
        .setCancelDeadlineMs(600_000);
  }
}
