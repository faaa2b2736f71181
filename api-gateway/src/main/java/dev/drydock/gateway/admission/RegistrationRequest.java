package dev.drydock.gateway.admission;

import dev.drydock.gateway.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish to register or edit a device, checked.
 *
 * @param caller who asks
 * @param deviceId the device, within the caller's tenant
 * @param edit what is to be known of it
 * @param creates whether it is registered when it is not known
 * @param precondition what the caller expects of it
 * @param traceparent the request's W3C trace context, or null
 */
public record RegistrationRequest(
    Caller caller,
    String deviceId,
    DeviceEdit edit,
    boolean creates,
    DevicePrecondition precondition,
    @Nullable String traceparent) {}
