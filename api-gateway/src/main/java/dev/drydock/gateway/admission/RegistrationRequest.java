package dev.drydock.gateway.admission;

import dev.drydock.gateway.security.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish to register or edit a device, checked.
 *
 * @param caller who asks
 * @param deviceId the device, within the caller's tenant
 * @param description what is to be known of it
 * @param softwareVersions versions that the device is said to run, by kind of software
 * @param traceparent the request's W3C trace context, or null
 */
public record RegistrationRequest(
    Caller caller,
    String deviceId,
    DeviceDescription description,
    Map<String, String> softwareVersions,
    @Nullable String traceparent) {

  /** Copies the versions. */
  public RegistrationRequest {
    softwareVersions = Map.copyOf(softwareVersions);
  }
}
