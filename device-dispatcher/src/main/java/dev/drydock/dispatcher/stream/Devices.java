package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Registration;
import dev.drydock.messages.Device;
import dev.drydock.messages.DeviceAck;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.DeviceMembers;
import dev.drydock.schemas.Topic;
import dev.drydock.stream.Inbound;
import dev.drydock.stream.ShardContext;
import java.util.SortedMap;
import org.apache.kafka.streams.state.KeyValueStore;

/** The registered devices of a partition, as everybody was told of them last. */
final class Devices {

  private final KeyValueStore<String, Device> told;
  private final ShardContext context;

  Devices(KeyValueStore<String, Device> told, ShardContext context) {
    this.told = told;
    this.context = context;
  }

  /** Tells whether a hello changes the attributes that are known of the device. */
  boolean isNews(DeviceAck hello) {
    Device last = told.get(Topic.DEVICE_ACKS.keyOf(hello));
    if (last == null) {
      return false;
    }
    SortedMap<String, String> known = DeviceMembers.attributes(last);
    return !known.equals(DeviceCodec.attributes(known, hello));
  }

  /** Tells of a device that was registered, by a caller or by itself, or edited. */
  void register(Registration registration, Inbound inbound, DeviceKey device) {
    Device last = registration.revision() == 1 ? null : told.get(device.toString());
    tell(DeviceCodec.registered(registration, inbound, device, last), inbound, device);
  }

  /** Tells of a device that called, or runs something else since an operation ended. */
  void change(Registration registration, Inbound inbound, DeviceKey device) {
    Device last = told.get(device.toString());
    if (last != null) {
      tell(DeviceCodec.changed(last, registration, inbound), inbound, device);
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
