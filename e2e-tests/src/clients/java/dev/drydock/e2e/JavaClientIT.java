package dev.drydock.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.microsoft.graph.beta.models.TeamworkDeviceHealth;
import com.microsoft.graph.beta.models.TeamworkDeviceOperation;
import com.microsoft.graph.beta.models.TeamworkDeviceOperationType;
import com.microsoft.graph.beta.models.TeamworkSoftwareFreshness;
import com.microsoft.graph.beta.models.TeamworkSoftwareUpdateStatus;
import com.microsoft.graph.beta.models.odataerrors.ErrorDetails;
import com.microsoft.graph.beta.models.odataerrors.ODataError;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Graph's own client for Java, unchanged, updates devices as it does with Graph. */
@ExtendWith(SharedInstallation.class)
class JavaClientIT {

  private final Installation drydock;
  private final GraphClient caller;
  private final JavaSdk sdk;

  JavaClientIT(Installation drydock) {
    String tenantId = "java-" + UUID.randomUUID();
    this.drydock = drydock;
    this.caller = drydock.caller(tenantId);
    this.sdk = JavaSdk.of(drydock, tenantId);
  }

  @Test
  void shouldSeeTheUpdateSucceedWhenItFollowsTheLocation() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller).onCommand(Fleet::obedient);

    // when
    String location = sdk.updateSoftware(device.id(), Release.TEAMS);

    // then
    TeamworkDeviceOperation end = sdk.awaitEnd(device.id(), location);
    assertThat(location).isEqualTo(sdk.operationsUrl(device.id()) + '/' + end.getId());
    assertThat(end.getStatus()).isEqualTo("successful");
    assertThat(end.getOperationType()).isEqualTo(TeamworkDeviceOperationType.SoftwareUpdate);
    assertThat(end.getStartedDateTime()).isAfterOrEqualTo(end.getCreatedDateTime());
    assertThat(end.getCompletedDateTime()).isAfterOrEqualTo(end.getStartedDateTime());
    assertThat(end.getLastActionDateTime()).isEqualTo(end.getCompletedDateTime());
    assertThat(end.getCreatedBy().getApplication().getId()).isEqualTo("java-client");
    assertThat(end.getLastActionBy().getDevice().getId()).isEqualTo(device.id());
    assertThat(end.getError()).isNull();
    assertThat(end.getAdditionalData())
        .containsEntry("softwareType", Release.TEAMS.softwareType())
        .containsEntry("softwareVersion", Release.TEAMS.softwareVersion());
  }

  @Test
  void shouldLearnWhoHoldsTheDeviceWhenItMeetsTheConflict() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);
    String holder = sdk.updateSoftware(device.id(), Release.TEAMS);

    // when
    ODataError refusal =
        catchThrowableOfType(
            ODataError.class, () -> sdk.updateSoftware(device.id(), Release.FIRMWARE));

    // then
    assertThat(refusal.getResponseStatusCode()).isEqualTo(409);
    assertThat(refusal.getResponseHeaders().get("Location")).containsExactly(holder);
    assertThat(refusal.getError().getCode()).isEqualTo("Conflict");
    assertThat(refusal.getMessage()).isNotBlank().isEqualTo(refusal.getError().getMessage());
    ErrorDetails detail = refusal.getError().getDetails().get(0);
    assertThat(detail.getCode()).isEqualTo("operationInProgress");
    assertThat(detail.getTarget()).isEqualTo(holder);
    assertThat(refusal.getError().getInnerError().getRequestId()).isNotBlank();
    assertThat(refusal.getError().getInnerError().getClientRequestId()).isNotBlank();
    assertThat(refusal.getError().getInnerError().getDate()).isNotNull();
    assertThat(sdk.operation(device.id(), holder).getStatus()).isEqualTo("queued");
    device.onCommand(Fleet::unwilling).rejectEverything();
    assertThat(sdk.awaitEnd(device.id(), holder).getError().getCode())
        .isEqualTo("rejectedByDevice");
  }

  @Test
  void shouldSeeWhatIsInstalledWhenItReadsTheHealth() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller).onCommand(Fleet::obedient);
    sdk.update(device.id(), Release.TEAMS);

    // when
    TeamworkDeviceHealth health =
        await("health of an updated device")
            .until(
                () -> sdk.device(device.id()).health().get(),
                read -> teamsOf(read) != null && teamsOf(read).getCurrentVersion() != null);

    // then
    assertThat(health.getConnection().getConnectionStatus()).isNotNull();
    assertThat(teamsOf(health).getSoftwareFreshness()).isEqualTo(TeamworkSoftwareFreshness.Latest);
    assertThat(teamsOf(health).getCurrentVersion()).isEqualTo(Release.TEAMS.softwareVersion());
    assertThat(teamsOf(health).getAvailableVersion()).isNull();
  }

  @Test
  void shouldFindNothingWhenItHasDeletedTheDevice() {
    // given
    KafkaDevice device = drydock.registeredDevice(caller);

    // when
    sdk.device(device.id()).delete();

    // then
    ODataError refusal =
        catchThrowableOfType(
            ODataError.class, () -> sdk.updateSoftware(device.id(), Release.TEAMS));
    assertThat(refusal.getResponseStatusCode()).isEqualTo(404);
    assertThat(refusal.getError().getCode()).isEqualTo("NotFound");
    assertThat(refusal.getError().getInnerError().getAdditionalData())
        .containsEntry("code", "deviceNotFound");
  }

  private static TeamworkSoftwareUpdateStatus teamsOf(TeamworkDeviceHealth health) {
    return health.getSoftwareUpdateHealth().getTeamsClientSoftwareUpdateStatus();
  }
}
