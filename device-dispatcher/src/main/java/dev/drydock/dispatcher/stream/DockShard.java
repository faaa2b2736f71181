package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.DockEvent;
import dev.drydock.dispatcher.core.DockInput;
import dev.drydock.dispatcher.core.DockRules;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.OperationStatus;
import dev.drydock.messages.UpdateCommand;
import dev.drydock.schemas.DeadLetterReason;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.Shard;
import dev.drydock.stream.ShardContext;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;

/** The docks of one partition. */
final class DockShard implements Shard {

  private final ShardContext context;
  private final KeyValueStore<String, DockState> docks;

  DockShard(ShardContext context, KeyValueStore<String, DockState> docks) {
    this.context = context;
    this.docks = docks;
  }

  @Override
  public void handle(Inbound inbound) {
    Optional<DockInput> input;
    try {
      input = DockInputCodec.input(inbound.value());
    } catch (DockInputCodec.UnknownKindException e) {
      context.giveUp(inbound.giveUp(DeadLetterReason.UNKNOWN_KIND, e.getMessage()));
      return;
    }
    input.ifPresent(known -> decide(device(inbound.value()), known, inbound));
  }

  private void decide(DeviceKey device, DockInput input, Inbound inbound) {
    Dock dock = DockStateCodec.dock(docks.get(device.toString()));
    Optional<DockEvent> decision = DockRules.decide(dock, input, inbound.at());
    decision.ifPresent(event -> apply(device, dock, event, inbound));
  }

  private void apply(DeviceKey device, Dock dock, DockEvent event, Inbound inbound) {
    Dock next = DockRules.evolve(dock, event);
    if (!next.equals(dock)) {
      docks.put(device.toString(), DockStateCodec.state(next));
    }
    context.answer(DockOutputCodec.event(event, inbound, device), inbound.at(), inbound.headers());
    if (event instanceof DockEvent.UpdateAdmitted admitted) {
      write(DockOutputCodec.install(admitted.holder(), inbound, device), inbound);
    } else if (event instanceof DockEvent.DeviceRegistered registered) {
      write(DockOutputCodec.device(registered.registration(), inbound, device), inbound);
    }
  }

  private void write(SpecificRecord value, Inbound inbound) {
    context.write(value, inbound.at(), inbound.headers());
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
