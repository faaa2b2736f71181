package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.RegistrationState;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retirement, and what devices run. */
class DevicesTopologyTest {

  private DockLog log;

  @BeforeEach
  void open(@TempDir Path stateDir) {
    log = new DockLog(stateDir);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void shouldWriteATombstoneWhenADeviceIsRetired() {
    // given
    log.register("d1");
    log.raw(Topic.DEVICES);

    // when
    log.retire("d1");

    // then
    assertThat(log.lastEvent().getDeviceRetired()).isNotNull();
    assertThat(log.raw(Topic.DEVICES))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getKey()).asString(StandardCharsets.UTF_8).isEqualTo("tenant/d1");
              assertThat(record.getValue()).isNull();
            });
  }

  @Test
  void shouldRefuseToRetireAndSayWhoHoldsTheDockSinceWhen() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    Instant admittedAt = log.lastEvent().getAt();

    // when
    log.retire("d1");

    // then
    var refusal = log.lastEvent().getRetirementRefused();
    assertThat(refusal.getReason()).isEqualTo(RefusalReason.DEVICE_HELD);
    assertThat(refusal.getHolderOperationId()).isEqualTo("op-1");
    assertThat(refusal.getHolderAdmittedAt()).isEqualTo(admittedAt);
  }

  @Test
  void shouldRefuseToRetireWhenTheDeviceIsUnknown() {
    // when
    log.retire("d1");

    // then
    assertThat(log.lastEvent().getRetirementRefused().getReason())
        .isEqualTo(RefusalReason.DEVICE_UNKNOWN);
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }

  @Test
  void shouldBeginAnewWhenARetiredDeviceIsRegistered() {
    // given
    log.register("tenant", "d1", Map.of("firmware", "7"));
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.FAILED);
    log.retire("d1");
    log.raw(Topic.DEVICES);

    // when
    log.register("d1");

    // then
    assertThat(log.lastEvent().getDeviceRegistered().getCreated()).isTrue();
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .returns(1, Device::getRevision)
        .returns(Map.of(), Device::getSoftwareVersions);
    log.request("d1", "op-2");
    assertThat(log.lastEvent().getUpdateAdmitted().getDeploymentNumber()).isEqualTo(2);
  }

  @Test
  void shouldTurnAwayWhatIsOfARetiredDevice() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.SUCCESSFUL);
    log.retire("d1");
    int before = log.events().size();

    // when
    log.status("d1", "op-1", OperationState.SUCCESSFUL);
    log.ack("d1", "op-1", DeviceAckKind.SUCCEEDED);
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);
    log.request("d1", "op-2");

    // then
    var later = log.events().subList(before, log.events().size());
    assertThat(later).hasSize(2);
    assertThat(later.get(0).getFetchRefused()).isNotNull();
    assertThat(later.get(1).getUpdateRefused().getReason()).isEqualTo(RefusalReason.DEVICE_UNKNOWN);
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void shouldTellWhatADeviceRunsWhenItsUpdateIsSuccessful() {
    // given
    log.register("tenant", "d1", Map.of("firmware", "7", "teamsClient", "1"));
    log.request("d1", "op-1");
    log.raw(Topic.DEVICES);

    // when
    log.status("d1", "op-1", OperationState.SUCCESSFUL, "2");

    // then
    Device device = log.read(Topic.DEVICES, Device.class).get(0);
    assertThat(device.getSoftwareVersions()).isEqualTo(Map.of("firmware", "7", "teamsClient", "2"));
    assertThat(device.getRevision()).isEqualTo(2);
    assertThat(device.getDescription().getDeviceType()).isEqualTo("teamsRoom");
    assertThat(device.getModifiedBy().getDeviceId()).isEqualTo("d1");
    assertThat(device.getCause().getTopic()).isEqualTo("operation-status");
    assertThat(log.lastEvent().getDockReleased()).isNotNull();
  }

  @Test
  void shouldTellNothingWhenTheUpdateFailedOrChangedNothing() {
    // given
    log.register("tenant", "d1", Map.of("teamsClient", "1"));
    log.raw(Topic.DEVICES);

    // when
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.FAILED, "2");
    log.request("d1", "op-2");
    log.status("d1", "op-2", OperationState.SUCCESSFUL, "1");
    log.status("d1", "op-of-nobody", OperationState.SUCCESSFUL, "2");

    // then
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }

  @Test
  void shouldTellItAtTheNextRegistrationWhenAnEarlierBuildKeptNoDescription() {
    // given
    Instant registeredAt = Instant.parse("2026-01-01T00:00:00Z");
    log.store(
        "d1",
        DockState.newBuilder()
            .setRegistration(
                RegistrationState.newBuilder().setRevision(4).setRegisteredAt(registeredAt).build())
            .setLastDeploymentNumber(0)
            .build());
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.SUCCESSFUL, "2");
    assertThat(log.raw(Topic.DEVICES)).isEmpty();

    // when
    log.register("d1");

    // then
    Device device = log.read(Topic.DEVICES, Device.class).get(0);
    assertThat(device.getSoftwareVersions()).isEqualTo(Map.of("teamsClient", "2"));
    assertThat(device.getRevision()).isGreaterThan(4);
    assertThat(device.getRegisteredAt()).isEqualTo(registeredAt);
  }

  @Test
  void shouldGiveUpARegistrationWhoseVersionsAreNone() {
    // when
    log.register("tenant", "d1", Map.of("firmware", "x".repeat(129)));

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly("invalid");
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
  }
}
