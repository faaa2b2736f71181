package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.FetchRefusalReason;
import dev.drydock.messages.OperationState;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a cancel: on the way to the device, and on the way back. */
class CancelTopologyTest {

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
  void shouldWithdrawAndRefuseTheFetchWhenTheDeviceHasNotFetched() {
    // given
    admitDdi("d1", "op-1");

    // when
    log.cancel("d1", "op-1", false);
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);

    // then
    List<DispatchEvent> last = last(2);
    DispatchEvent withdrawn = Decisions.ofKind(DispatchEventKind.UPDATE_WITHDRAWN, last.get(0));
    assertThat(withdrawn.getOperationId()).isEqualTo("op-1");
    assertThat(withdrawn.getForced()).isFalse();
    assertThat(withdrawn.getRequestedByApplicationId()).isEqualTo("app");
    assertThat(withdrawn.getRequestedAt()).isEqualTo(log.now());
    assertThat(Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, last.get(1)).getReason())
        .isEqualTo(FetchRefusalReason.WITHDRAWN);
    assertThat(commands()).isEmpty();
  }

  @Test
  void shouldAskTheDeviceWhenItHasFetched() {
    // given
    admitDdi("d1", "op-1");
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);

    // when
    log.cancel("d1", "op-1", false);

    // then
    var requested = Decisions.ofKind(DispatchEventKind.CANCEL_REQUESTED, log.lastEvent());
    assertThat(requested.getOperationId()).isEqualTo("op-1");
    assertThat(requested.getRequestedByApplicationId()).isEqualTo("app");
    assertThat(requested.getRequestedAt()).isEqualTo(log.now());
    assertThat(commands()).isEmpty();
  }

  @Test
  void shouldTellTheGatewayThatWaits() {
    // given
    admitDdi("d1", "op-1");

    // when
    log.cancel("d1", "op-1", false);

    // then
    var decision = log.lastDecision();
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.REPLY_TO))
        .isEqualTo("gateway-1/r1");
    assertThat(MessageHeaders.text(decision.headers(), MessageHeaders.KIND))
        .isEqualTo("updateWithdrawn");
  }

  @Test
  void shouldCommandTheBridgeEachTimeWhenADeviceBehindOneIsAsked() {
    // given
    admit("d1", "op-0");
    log.status("d1", "op-0", OperationState.FAILED);
    admit("d1", "op-1");

    // when
    log.cancel("d1", "op-1", false);
    log.cancel("d1", "op-1", false);

    // then
    assertThat(last(2))
        .allMatch(event -> event.getKind().equals(DispatchEventKind.CANCEL_REQUESTED));
    assertThat(commands())
        .hasSize(2)
        .allSatisfy(
            command -> {
              assertThat(command.getWithdrawSoftware().getForced()).isFalse();
              assertThat(command.getInstallSoftware()).isNull();
              assertThat(command.getOperationId()).isEqualTo("op-1");
              assertThat(command.getDeploymentNumber()).isEqualTo(DockLog.FIRST_NUMBER + 1);
              assertThat(command.getCause().getTopic()).isEqualTo("update-commands");
            });
  }

  @Test
  void shouldWithdrawAndCommandTheBridgeOnceWhenTheCallerForcesIt() {
    // given
    admit("d1", "op-1");

    // when
    log.cancel("d1", "op-1", true);
    log.cancel("d1", "op-1", true);
    log.cancel("d1", "op-1", false);

    // then
    assertThat(last(3))
        .allMatch(event -> Decisions.ofKind(DispatchEventKind.UPDATE_WITHDRAWN, event).getForced());
    assertThat(commands())
        .singleElement()
        .satisfies(command -> assertThat(command.getWithdrawSoftware().getForced()).isTrue());
  }

  @Test
  void shouldWithdrawWhatWasGivenWhenTheCallerForcesIt() {
    // given
    admitDdi("d1", "op-1");
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);

    // when
    log.cancel("d1", "op-1", true);
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);

    // then
    List<DispatchEvent> last = last(2);
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_WITHDRAWN, last.get(0)).getForced())
        .isTrue();
    assertThat(Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, last.get(1)).getReason())
        .isEqualTo(FetchRefusalReason.WITHDRAWN);
  }

  @Test
  void shouldSayAgainThatItWasNotForcedWhenItWasNot() {
    // given
    admitDdi("d1", "op-1");
    log.cancel("d1", "op-1", false);

    // when
    log.cancel("d1", "op-1", true);

    // then
    assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_WITHDRAWN, log.lastEvent()).getForced())
        .isFalse();
  }

  @Test
  void shouldRefuseWhenTheOperationIsAnothersOrHasEndedOrIsUnknown() {
    // given
    admit("d1", "op-1");
    admit("d2", "op-2");
    log.status("d2", "op-2", OperationState.SUCCESSFUL);

    // when
    log.cancel("d1", "op-2", true);
    log.cancel("d2", "op-2", false);
    log.cancel("d3", "op-3", false);

    // then
    assertThat(last(3))
        .extracting(
            event -> Decisions.ofKind(DispatchEventKind.CANCEL_REFUSED, event).getOperationId())
        .containsExactly("op-2", "op-2", "op-3");
    assertThat(commands()).isEmpty();
  }

  @Test
  void shouldHoldTheDockUntilTheEndIsHeardOf() {
    // given
    admitDdi("d1", "op-1");
    log.cancel("d1", "op-1", false);

    // when
    log.request("d1", "op-2");
    log.status("d1", "op-1", OperationState.CANCELLED);
    log.ack("d1", "op-1", DeviceAckKind.FETCHED);
    log.request("d1", "op-3");

    // then
    List<DispatchEvent> last = last(4);
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_CONFLICTED, last.get(0))
                .getHolderOperationId())
        .isEqualTo("op-1");
    assertThat(Decisions.ofKind(DispatchEventKind.DOCK_RELEASED, last.get(1)).getOperationId())
        .isEqualTo("op-1");
    assertThat(Decisions.ofKind(DispatchEventKind.FETCH_REFUSED, last.get(2)).getReason())
        .isEqualTo(FetchRefusalReason.GONE);
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_ADMITTED, last.get(3)).getDeploymentNumber())
        .isEqualTo(DockLog.FIRST_NUMBER + 1);
  }

  @Test
  void shouldNotHeedATombstoneOfAnOperation() {
    // given
    admit("d1", "op-1");
    int before = log.events().size();

    // when
    log.tombstone("op-1");
    log.tombstone("op-of-nobody");

    // then
    assertThat(log.events()).hasSize(before);
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
    log.request("d1", "op-2");
    assertThat(
            Decisions.ofKind(DispatchEventKind.UPDATE_CONFLICTED, log.lastEvent())
                .getHolderOperationId())
        .isEqualTo("op-1");
  }

  @Test
  void shouldTakeTheDevicesWordOnItFromTheEndOnly() {
    // given
    admit("d1", "op-1");
    log.cancel("d1", "op-1", false);
    int before = log.events().size();

    // when
    log.ack("d1", "op-1", DeviceAckKind.CANCEL_REFUSED);
    log.ack("d1", "op-1", DeviceAckKind.CANCELLED);

    // then
    assertThat(log.events()).hasSize(before);
    assertThat(log.raw(Topic.DEAD_LETTERS)).isEmpty();
  }

  /** Leaves out the command that goes with the admission. */
  private void admit(String device, String operationId) {
    log.register(device);
    log.request(device, operationId);
    commands();
  }

  private void admitDdi(String device, String operationId) {
    log.registerDdi(device);
    log.request(device, operationId);
    assertThat(commands()).as("it asks itself").isEmpty();
  }

  private List<DeviceCommand> commands() {
    return log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class);
  }

  private List<DispatchEvent> last(int count) {
    List<DispatchEvent> all = log.events();
    return all.subList(all.size() - count, all.size());
  }
}
