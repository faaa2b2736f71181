package dev.drydock.dispatcher.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dispatcher.Decisions;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceChannel;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.messages.DispatchEvent;
import dev.drydock.messages.DispatchEventKind;
import dev.drydock.messages.Idempotency;
import dev.drydock.messages.IfInstalled;
import dev.drydock.messages.OperationState;
import dev.drydock.messages.RefusalReason;
import dev.drydock.schemas.MessageHeaders;
import dev.drydock.schemas.Topic;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that depend on what the device runs, and requests for its attributes. */
class TermsTopologyTest {

  @TempDir private Path stateDir;

  @Test
  void shouldSkipWhatTheDeviceRunsAndRememberThat() {
    try (DockLog log = new DockLog(stateDir)) {
      // given
      Idempotency key = new Idempotency("1".repeat(64), "a".repeat(64));
      log.register("tenant", "d1", Map.of("teamsClient", "1.0.96.22"));

      // when
      log.request("d1", "op-1", r -> r.setIfInstalled(IfInstalled.SKIP).setIdempotency(key));
      DispatchEvent skipped = log.lastEvent();
      log.request("d1", "op-2", r -> r.setIfInstalled(IfInstalled.SKIP).setIdempotency(key));

      // then
      assertThat(Decisions.ofKind(DispatchEventKind.UPDATE_SKIPPED, skipped).getOperationId())
          .isEqualTo("op-1");
      assertThat(skipped.getSoftwareVersion()).isEqualTo("1.0.96.22");
      assertThat(
              Decisions.ofKind(DispatchEventKind.ADMISSION_REPEATED, log.lastEvent())
                  .getOperationId())
          .isEqualTo("op-1");
      assertThat(log.dock("d1").holder()).isNull();
      assertThat(log.raw(Topic.DEVICE_COMMANDS)).isEmpty();
    }
  }

  @Test
  void shouldSayWhatTheDeviceRunsWhenTheCallerTookAnotherVersionForGranted() {
    try (DockLog log = new DockLog(stateDir)) {
      // given
      log.register("tenant", "d1", Map.of("teamsClient", "2"));

      // when
      log.request("d1", "op-1", r -> r.setAssumedVersion(""));
      DispatchEvent refused = Decisions.ofKind(DispatchEventKind.UPDATE_REFUSED, log.lastEvent());
      log.request("d1", "op-2", r -> r.setAssumedVersion("2"));

      // then
      assertThat(refused.getReason()).isEqualTo(RefusalReason.INSTALLED_VERSION_DIFFERS);
      assertThat(refused.getInstalledVersion()).isEqualTo("2");
      assertThat(log.lastEvent().getKind()).isEqualTo(DispatchEventKind.UPDATE_ADMITTED);
    }
  }

  @Test
  void shouldCommandTheBridgeToAskItsDevice() {
    try (DockLog log = new DockLog(stateDir)) {
      // given
      log.register("d1");
      log.raw(Topic.DEVICES);

      // when
      log.requestAttributes("d1");
      log.requestAttributes("d2");

      // then
      assertThat(log.read(Topic.DEVICE_COMMANDS, DeviceCommand.class))
          .singleElement()
          .satisfies(command -> assertThat(command.getRequestAttributes()).isNotNull())
          .returns("d1", DeviceCommand::getDeviceId);
      var decisions = log.events().subList(1, log.events().size());
      assertThat(decisions)
          .extracting(DispatchEvent::getKind)
          .containsExactly(
              DispatchEventKind.ATTRIBUTES_REQUESTED, DispatchEventKind.ATTRIBUTES_REQUEST_REFUSED);
      assertThat(log.raw(Topic.DEVICES)).isEmpty();
    }
  }

  @Test
  void shouldAskADeviceUntilItHasDescribedItself() {
    try (DockLog log = new DockLog(stateDir)) {
      // given
      log.introduce("d1", DeviceChannel.DDI, Map.of(), Map.of("serialNo", "7"));
      assertThat(log.dock("d1").registration().described()).isTrue();

      // when
      log.requestAttributes("d1");
      boolean asked = !log.dock("d1").registration().described();
      log.hello("d1", Map.of(), Map.of("serialNo", "7"));

      // then
      assertThat(asked).isTrue();
      assertThat(log.dock("d1").registration().described()).isTrue();
      assertThat(log.raw(Topic.DEVICE_COMMANDS)).isEmpty();
    }
  }

  @Test
  void shouldAskAfterEachSuccessWhenThatIsSet() {
    try (DockLog log = new DockLog(stateDir, true)) {
      // given
      log.introduce("d1", DeviceChannel.DDI, Map.of(), Map.of("serialNo", "7"));
      log.request("d1", "op-1");
      log.status("d1", "op-1", OperationState.FAILED);
      boolean afterFailure = log.dock("d1").registration().described();
      log.raw(Topic.DEVICES);

      // when
      log.lateSuccess("d1", "op-1", "2");

      // then
      assertThat(afterFailure).isTrue();
      assertThat(log.dock("d1").registration().described()).isFalse();
      assertThat(log.read(Topic.DEVICES, Device.class)).hasSize(1);
      assertThat(MessageHeaders.text(log.lastDecision().headers(), MessageHeaders.KIND))
          .isEqualTo("attributesRequested");
    }
  }
}
