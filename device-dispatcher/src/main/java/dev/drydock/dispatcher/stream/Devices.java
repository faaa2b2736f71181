package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.Device;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.ShardContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The registered devices of a partition, as everybody was told of them last. */
final class Devices {

  private final KeyValueStore<String, Device> told;
  private final ShardContext context;

  Devices(KeyValueStore<String, Device> told, ShardContext context) {
    this.told = told;
    this.context = context;
  }

  /** Tells of a device that was registered or edited. */
  void register(Registration registration, Inbound inbound, DeviceKey device) {
    tell(DockOutputCodec.device(registration, inbound, device), inbound, device);
  }

  /**
   * Tells of a device that runs something else since an operation ended. What was told of a device
   * before builds kept it is not known: it is told of at its next registration.
   */
  void change(Registration registration, Inbound end, DeviceKey device) {
    Device last = told.get(device.toString());
    if (last != null) {
      tell(DockOutputCodec.changed(last, registration, end), end, device);
    }
  }

  /** Tells that a device is not known any more. */
  void retire(Inbound inbound, DeviceKey device) {
    told.delete(device.toString());
    context.forget(device, inbound.at(), inbound.headers());
  }

  private void tell(Device now, Inbound inbound, DeviceKey device) {
    told.put(device.toString(), now);
    context.write(now, inbound.at(), inbound.headers());
  }
}
