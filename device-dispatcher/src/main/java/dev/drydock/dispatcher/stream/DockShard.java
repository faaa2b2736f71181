package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.DeploymentNumbers;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.DockEvent;
import dev.drydock.dispatcher.core.DockInput;
import dev.drydock.dispatcher.core.DockRules;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.Remembered;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The docks of one partition. */
final class DockShard implements Shard {

  private final ShardContext context;
  private final KeyValueStore<String, DockState> docks;
  private final RememberedRequests remembered;
  private final Devices devices;
  private final PendingAcks pendingAcks;
  private final CaughtUpShards caughtUp;
  private final DeploymentNumbers numbers;
  private final boolean asksAfterSuccess;

  DockShard(
      ShardContext context,
      KeyValueStore<String, DockState> docks,
      RememberedRequests remembered,
      Devices devices,
      PendingAcks pendingAcks,
      CaughtUpShards caughtUp,
      DeploymentNumbers numbers,
      boolean asksAfterSuccess) {
    this.context = context;
    this.docks = docks;
    this.remembered = remembered;
    this.devices = devices;
    this.pendingAcks = pendingAcks;
    this.caughtUp = caughtUp;
    this.numbers = numbers;
    this.asksAfterSuccess = asksAfterSuccess;
  }

  @Override
  public void close() {
    // in this order: who is told of a dock is told what is laid over it
    caughtUp.left(context.partition());
    pendingAcks.left(context.partition());
  }

  @Override
  public void handle(Inbound inbound) {
    Optional<DockInput> input;
    try {
      input = DockInputCodec.input(inbound.value(), devices::isNews);
    } catch (DockInputCodec.UnfitException e) {
      context.giveUp(inbound.giveUp(e.reason(), e.getMessage()));
      return;
    }
    input.ifPresent(known -> decide(device(inbound.value()), known, inbound));
    if (inbound.value() instanceof DeviceAck) {
      pendingAcks.applied(inbound.key(), inbound.raw().partition(), inbound.raw().offset());
    }
  }

  private void decide(DeviceKey device, DockInput input, Inbound inbound) {
    Dock dock = DockStateCodec.dock(docks.get(device.toString()));
    DockRules.decide(dock, remembered(device, input, inbound.at()), input, inbound.at(), numbers)
        .ifPresent(
            event -> {
              apply(device, dock, event, inbound);
              if (asksAfterSuccess && isSuccess(event)) {
                decide(device, new DockInput.RequestAttributes(), inbound);
              }
            });
  }

  private static boolean isSuccess(DockEvent event) {
    return event instanceof DockEvent.LateSuccess
        || event instanceof DockEvent.DockReleased released
            && released.attempt() != null
            && released.attempt().installed();
  }

  /** Only a request pays for the search. */
  private @Nullable Remembered remembered(DeviceKey device, DockInput input, Instant at) {
    return input instanceof DockInput.RequestUpdate request
        ? remembered.find(device, request, at)
        : null;
  }

  private void apply(DeviceKey device, Dock dock, DockEvent event, Inbound inbound) {
    Dock next = DockRules.evolve(dock, event);
    if (!next.equals(dock)) {
      docks.put(device.toString(), DockStateCodec.state(next));
    }
    DockOutputCodec.event(event, inbound, device)
        .ifPresent(decision -> context.answer(decision, inbound.at(), inbound.headers()));
    command(event, inbound, device);
    tell(dock, next, inbound, device);
  }

  private void command(DockEvent event, Inbound inbound, DeviceKey device) {
    if (event instanceof DockEvent.UpdateAdmitted admitted) {
      admit(admitted, inbound, device);
    } else if (event instanceof DockEvent.UpdateSkipped skipped) {
      remembered.remember(device, skipped.key(), skipped.operationId(), inbound.at());
    } else if (event instanceof DockEvent.AttributesRequested request && request.commandsBridge()) {
      context.write(
          DockOutputCodec.requestAttributes(inbound, device), inbound.at(), inbound.headers());
    } else if (event instanceof DockEvent.CancelRequested cancel && cancel.commandsBridge()) {
      withdraw(cancel.holder(), false, inbound, device);
    } else if (event instanceof DockEvent.UpdateWithdrawn withdrawn && withdrawn.commandsBridge()) {
      withdraw(withdrawn.holder(), withdrawn.isForced(), inbound, device);
    }
  }

  private void tell(Dock before, Dock now, Inbound inbound, DeviceKey device) {
    Registration known = now.registration();
    if (isTold(known, before.registration())) {
      return;
    }
    if (known == null) {
      devices.retire(inbound, device);
      remembered.forget(device);
    } else if (before.registration() == null || inbound.value() instanceof UpdateCommand) {
      devices.register(known, inbound, device);
    } else {
      devices.change(known, inbound, device);
    }
  }

  /** That a device is asked to describe itself is no news of it. */
  private static boolean isTold(@Nullable Registration now, @Nullable Registration before) {
    return Objects.equals(now, before)
        || now != null && before != null && now.revision() == before.revision();
  }

  private void admit(DockEvent.UpdateAdmitted admitted, Inbound inbound, DeviceKey device) {
    if (admitted.commandsBridge()) {
      context.write(
          DockOutputCodec.install(admitted.holder(), inbound, device),
          inbound.at(),
          inbound.headers());
    }
    Holder holder = admitted.holder();
    remembered.remember(device, admitted.key(), holder.operationId(), holder.admittedAt());
  }

  private void withdraw(Holder holder, boolean isForced, Inbound inbound, DeviceKey device) {
    context.write(
        DockOutputCodec.withdraw(holder, isForced, inbound, device),
        inbound.at(),
        inbound.headers());
  }

  private static DeviceKey device(SpecificRecord value) {
    if (value instanceof UpdateCommand command) {
      return new DeviceKey(command.getTenantId(), command.getDeviceId());
    }
    if (value instanceof DeviceAck ack) {
      return new DeviceKey(ack.getTenantId(), ack.getDeviceId());
    }
    OperationStatus status = (OperationStatus) value;
    return new DeviceKey(status.getTenantId(), status.getDeviceId());
  }
}
