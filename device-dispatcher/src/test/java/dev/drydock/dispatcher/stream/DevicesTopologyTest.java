package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.schemas.DeviceMembers;
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
    assertThat(Decisions.ofKind(DispatchEventKind.DEVICE_RETIRED, log.lastEvent())).isNotNull();
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
    var refusal = Decisions.ofKind(DispatchEventKind.RETIREMENT_REFUSED, log.lastEvent());
    assertThat(refusal.getReason()).isEqualTo(RefusalReason.DEVICE_HELD);
    assertThat(refusal.getHolderOperationId()).isEqualTo("op-1");
    assertThat(refusal.getHolderAdmittedAt()).isEqualTo(admittedAt);
  }

  @Test
  void shouldRefuseToRetireWhenTheDeviceIsUnknown() {
    // when
    log.retire("d1");

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.RETIREMENT_REFUSED, log.lastEvent()).getReason())
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
    assertThat(Decisions.ofKind(DispatchEventKind.DEVICE_REGISTERED, log.lastEvent()).getCreated())
        .isTrue();
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .returns(1, Device::getRevision)
        .returns(Map.of(), DeviceMembers::softwareVersions);
    log.request("d1", "op-2");
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, log.lastEvent())
                .getDeploymentNumber())
        .isEqualTo(DockLog.FIRST_NUMBER + 1);
  }

  @Test
  void shouldTellWhatADeviceRunsWhenItSucceededAfterTheEnd() {
    // given
    log.register("tenant", "d1", Map.of("teamsClient", "1"));
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.FAILED, "2");
    log.raw(Topic.DEVICES);
    int events = log.events().size();

    // when
    log.lateSuccess("d1", "op-1", "2");
    log.lateSuccess("d1", "op-1", "2");

    // then
    assertThat(log.read(Topic.DEVICES, Device.class))
        .singleElement()
        .returns(Map.of("teamsClient", "2"), DeviceMembers::softwareVersions)
        .returns("operation-status", Device::getCauseTopic);
    assertThat(log.events()).hasSize(events);
  }

  @Test
  void shouldKeepTheNewerVersionWhenAnOlderUpdateSucceededAfterItsEnd() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.FAILED, "2");
    log.request("d1", "op-2");
    log.status("d1", "op-2", OperationState.SUCCESSFUL, "3");
    log.raw(Topic.DEVICES);

    // when
    log.lateSuccess("d1", "op-1", "2");

    // then
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
    assertThat(log.dock("d1").registration().runs().byType()).isEqualTo(Map.of("teamsClient", "3"));
  }

  @Test
  void shouldLearnNothingOfANewLifeFromALateSuccessInAFormerOne() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.FAILED, "2");
    log.retire("d1");
    log.register("d1");
    log.raw(Topic.DEVICES);

    // when
    log.ack("d1", "op-1", DeviceAckKind.SUCCEEDED);
    log.lateSuccess("d1", "op-1", "2");

    // then
    assertThat(log.raw(Topic.DEVICES)).isEmpty();
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
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
    assertThat(Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, later.get(0))).isNotNull();
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_REFUSED, later.get(1)).getReason())
        .isEqualTo(RefusalReason.DEVICE_UNKNOWN);
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
    assertThat(DeviceMembers.softwareVersions(device))
        .isEqualTo(Map.of("firmware", "7", "teamsClient", "2"));
    assertThat(device.getRevision()).isEqualTo(2);
    assertThat(device.getDeviceType()).isEqualTo("teamsRoom");
    assertThat(device.getModifiedByDeviceId()).isEqualTo("d1");
    assertThat(device.getCauseTopic()).isEqualTo("operation-status");
    assertThat(Decisions.ofKind(DispatchEventKind.DOCK_RELEASED, log.lastEvent())).isNotNull();
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
