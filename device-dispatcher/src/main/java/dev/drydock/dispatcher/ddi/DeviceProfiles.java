package dev.drydock.dispatcher.ddi;

import dev.drydock.schemas.DeviceKey;
import java.util.Map;

/** What devices told of themselves. Thread-safe. */
public interface DeviceProfiles {

  /** Returns the attributes that are known of a device of this instance; none when nothing is. */
  Map<String, String> attributes(DeviceKey device);
}
