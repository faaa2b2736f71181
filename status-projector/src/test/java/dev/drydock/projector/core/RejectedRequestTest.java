package dev.drydock.projector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectedRequestTest {

  private static final DeviceId DEVICE = DeviceId.of("tenant-1", "device-1");

  @Test
  void shouldBeAFailedOperationWhenTheDockWasHeld() {
    RejectedRequest request = Rows.rejected("op-1", DEVICE);

    OperationRow row = request.byConflict("op-0", Instant.parse("2026-11-23T10:00:00Z"));

    assertThat(row.state()).isEqualTo(OperationState.FAILED);
    assertThat(row.phase()).isNull();
    assertThat(row.revision()).isEqualTo(RejectedRequest.REVISION);
    assertThat(row.errorCode()).isEqualTo("conflict");
    assertThat(row.errorMessage())
        .isEqualTo("The device was held by operation \"op-0\", admitted at 2026-11-23T10:00:00Z.");
    assertThat(row.createdAt()).isEqualTo(request.requestedAt());
    assertThat(row.completedAt()).isEqualTo(request.decidedAt()).isEqualTo(row.lastActionAt());
    assertThat(row.createdBy()).isEqualTo(request.requestedBy());
    assertThat(row.lastActionBy().applicationName()).isEqualTo("Drydock");
  }

  @Test
  void shouldNameTheDeviceWhenItWasNotKnown() {
    OperationRow row = Rows.rejected("op-1", DEVICE).byUnknownDevice();

    assertThat(row.errorCode()).isEqualTo("deviceNotFound");
    assertThat(row.errorMessage()).isEqualTo("The device \"device-1\" was not registered.");
  }

  @Test
  void shouldSayRefusedWhenTheReasonIsNotKnown() {
    assertThat(Rows.rejected("op-1", DEVICE).byRefusal().errorCode()).isEqualTo("refused");
  }
}
