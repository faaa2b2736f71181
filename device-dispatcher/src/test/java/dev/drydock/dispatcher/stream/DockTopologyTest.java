package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.DeadLetter;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockTopologyTest {

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
  void shouldAdmitAndCommandTheDeviceWhenDockIsFree() {
    // given
    log.register("d1");

    // when
    log.request("d1", "op-1");

    // then
    DispatchEvent event = log.lastEvent();
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, event).getOperationId())
        .isEqualTo("op-1");
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, event).getDeploymentNumber())
        .isEqualTo(DockLog.FIRST_NUMBER);
    assertThat(event.getCauseTopic()).isEqualTo("update-commands");
    assertThat(event.getCauseOffset()).isEqualTo(1);
    DeviceCommand command = log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class).get(0);
    assertThat(command.getOperationId()).isEqualTo("op-1");
    assertThat(command.getInstallSoftware().getSoftwareVersion()).isEqualTo("1.0.96.22");
  }

  @Test
  void shouldConflictAndCommandNobodyWhenDockIsHeld() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class);

    // when
    log.request("d1", "op-2");

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_CONFLICTED, log.lastEvent())
                .getHolderOperationId())
        .isEqualTo("op-1");
    assertThat(log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class)).isEmpty();
  }

  @Test
  void shouldFreeTheDockWhenTheOperationIsFinal() {
    // given
    log.register("d1");
    log.request("d1", "op-1");

    // when
    log.status("d1", "op-1", OperationState.SUCCESSFUL);
    log.request("d1", "op-2");

    // then
    assertThat(log.events())
        .extracting(
            e -> DispatchEventKind.DOCK_RELEASED.equals(e.getKind()) ? e.getOperationId() : null)
        .contains("op-1");
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, log.lastEvent())
                .getDeploymentNumber())
        .isEqualTo(DockLog.FIRST_NUMBER + 1);
  }

  @Test
  void shouldKeepTheDockWhenTheOperationIsOnlyUnderWay() {
    // given
    log.register("d1");
    log.request("d1", "op-1");

    // when
    log.status("d1", "op-1", OperationState.IN_PROGRESS);
    log.request("d1", "op-2");

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_CONFLICTED, log.lastEvent())).isNotNull();
  }

  @Test
  void shouldDecideAFetchInTheLog() {
    // given
    log.register("d1");
    log.request("d1", "op-1");

    // when
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);
    log.ack("d1", "op-0", DeviceAckKind.FETCHED);

    // then
    var events = log.events();
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_DELIVERED, events.get(events.size() - 2))
                .getOperationId())
        .isEqualTo("op-1");
    assertThat(
            Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, events.get(events.size() - 1))
                .getOperationId())
        .isEqualTo("op-0");
  }

  @Test
  void shouldTakeAFetchAtItsWordWhateverItsHeadersSay() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    RecordHeaders headers = new RecordHeaders();
    MessageHeaders.set(headers, MessageHeaders.KIND, "succeeded");
    MessageHeaders.set(headers, MessageHeaders.REPLY_TO, "x".repeat(100_000));
    MessageHeaders.set(headers, MessageHeaders.TRACEPARENT, "x".repeat(100_000));

    // when
    log.ackUnder(headers, "d1", "op-1", DeviceAckKind.FETCHED);

    // then
    var decision = log.lastDecision();
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.KIND))
        .isEqualTo("updateDelivered");
    assertThat(decision.headers().toArray()).hasSize(1);
  }

  @Test
  void shouldNotAdmitAnOperationThatHasEnded() {
    // given
    log.register("d1");
    log.request("d1", "op-1");
    log.status("d1", "op-1", OperationState.SUCCESSFUL);

    // when
    log.request("d1", "op-1");

    // then
    assertThat(
            Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, log.lastEvent())
                .getOperationId())
        .isEqualTo("op-1");
    log.request("d1", "op-2");
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, log.lastEvent()).getOperationId())
        .isEqualTo("op-2");
  }

  @Test
  void shouldRefuseWhenTheSameDeviceIdIsKnownInAnotherTenantOnly() {
    // given
    log.register("other", "d1");

    // when
    log.request("d1", "op-1");

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_REFUSED, log.lastEvent())).isNotNull();
  }

  @Test
  void shouldDescribeTheDeviceOnItsTopicWhenItIsRegistered() {
    // when
    log.register("d1");
    log.register("d1");

    // then
    assertThat(log.read(Topic.DEVICES, Device.class))
        .extracting(Device::getRevision)
        .containsExactly(1, 2);
    assertThat(Decisions.ofKind(DispatchEventKind.DEVICE_REGISTERED, log.lastEvent()).getCreated())
        .isFalse();
  }

  @Test
  void shouldTellTheGatewayThatWaitsAndKeepTheTrace() {
    // when
    log.request("d1", "op-1");

    // then
    var decision = log.lastDecision();
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.REPLY_TO))
        .isEqualTo("gateway-1/r1");
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.TRACEPARENT))
        .isEqualTo(DockLog.TRACE);
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.KIND))
        .isEqualTo("updateRefused");
  }

  @Test
  void shouldGiveUpATextAndGoOnWhenItStandsOnAnInput() {
    // given
    for (Topic input : DockLog.INPUTS) {
      log.text(input, "tenant/d1", "hello");
    }

    // when
    log.register("d1");

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .hasSize(DockLog.INPUTS.size())
        .allSatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("undecodable");
              assertThat(StandardCharsets.UTF_8.decode(letter.getValue()).toString())
                  .isEqualTo("hello");
              assertThat(letter.getStage()).isEqualTo("device-dispatcher");
            });
    assertThat(Decisions.ofKind(DispatchEventKind.DEVICE_REGISTERED, log.lastEvent())).isNotNull();
  }

  @Test
  void shouldGiveUpACommandWhenItsKeyIsAnotherDevices() {
    // when
    log.requestKeyed("tenant/d2", "d1", "op-1");

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly("wrongKey");
  }

  @Test
  void shouldGiveUpACommandWhenItsDeviceIdIsNotAllowed() {
    // when
    log.request("a/b", "op-1");

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly("invalid");
  }

  @Test
  void shouldGiveUpACommandWhenItAsksForNothingKnown() {
    // when
    log.emptyCommand("d1");

    // then
    assertThat(log.read(Topic.DEAD_LETTERS, DeadLetter.class))
        .extracting(DeadLetter::getReason)
        .containsExactly("unknownKind");
  }
}
