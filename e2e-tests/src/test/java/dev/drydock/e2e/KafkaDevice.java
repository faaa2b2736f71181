package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import dev.drydock.messages.DeviceCommand;
import dev.drydock.schemas.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A device behind the bridge. It does what the test says, or what it was told to do on commands.
 */
final class KafkaDevice {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final DeviceKey key;
  private final KafkaBridge bridge;
  private final List<DeviceCommand> commands = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<KafkaDevice, String> habit = (device, operationId) -> {};

  KafkaDevice(DeviceKey key, KafkaBridge bridge) {
    this.key = key;
    this.bridge = bridge;
  }

  String id() {
    return key.deviceId();
  }

  /** Does this by itself from now on whenever it is told of an operation. */
  KafkaDevice onCommand(BiConsumer<KafkaDevice, String> newHabit) {
    habit = newHabit;
    return this;
  }

  /** Returns what it was told so far. */
  List<DeviceCommand> commands() {
    return List.copyOf(commands);
  }

  /** Waits until it is told of an operation. */
  DeviceCommand awaitCommand(String operationId) {
    await("command of operation " + operationId + " for device " + key)
        .atMost(TIMEOUT)
        .until(() -> commandOf(operationId).isPresent());
    return commandOf(operationId).orElseThrow();
  }

  /** Waits until it is told to stop. */
  DeviceCommand awaitWithdrawal(String operationId) {
    await("withdrawal of operation " + operationId + " for device " + key)
        .atMost(TIMEOUT)
        .until(() -> withdrawalOf(operationId).isPresent());
    return withdrawalOf(operationId).orElseThrow();
  }

  void fetch(String operationId) {
    say(operationId, DeviceAckKind.FETCHED, null, null, null);
  }

  void download(String operationId, String progress) {
    say(operationId, DeviceAckKind.PROGRESS, DeviceActivity.DOWNLOADING, progress, null);
  }

  void install(String operationId, String progress) {
    say(operationId, DeviceAckKind.PROGRESS, DeviceActivity.INSTALLING, progress, null);
  }

  void succeed(String operationId) {
    say(operationId, DeviceAckKind.SUCCEEDED, null, null, null);
  }

  void fail(String operationId, String message) {
    say(operationId, DeviceAckKind.FAILED, null, null, message);
  }

  void reject(String operationId, String message) {
    say(operationId, DeviceAckKind.REJECTED, null, null, message);
  }

  void stop(String operationId) {
    say(operationId, DeviceAckKind.CANCELLED, null, null, null);
  }

  void refuseToStop(String operationId, String message) {
    say(operationId, DeviceAckKind.CANCEL_REFUSED, null, null, message);
  }

  void rejectEverything() {
    commands.forEach(command -> reject(command.getOperationId(), "the test is over"));
  }

  void told(DeviceCommand command) {
    commands.add(command);
    if (command.getInstallSoftware() != null) {
      habit.accept(this, command.getOperationId());
    }
  }

  private Optional<DeviceCommand> commandOf(String operationId) {
    return commands.stream()
        .filter(command -> command.getOperationId().equals(operationId))
        .findFirst();
  }

  private Optional<DeviceCommand> withdrawalOf(String operationId) {
    return commands.stream()
        .filter(command -> command.getWithdrawSoftware() != null)
        .filter(command -> command.getOperationId().equals(operationId))
        .findFirst();
  }

  private void say(
      String operationId,
      String kind,
      @Nullable String activity,
      @Nullable String progress,
      @Nullable String message) {
    bridge.write(
        DeviceAck.newBuilder()
            .setTenantId(key.tenantId())
            .setDeviceId(key.deviceId())
            .setOperationId(operationId)
            .setKind(kind)
            .setAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .setActivity(activity)
            .setProgress(progress)
            .setMessage(message)
            .build());
  }
}
