package dev.drydock.gateway.admission;

import dev.drydock.gateway.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish to have a device forgotten.
 *
 * @param caller who asks
 * @param deviceId the device, within the caller's tenant
 * @param precondition what the caller expects of it
 * @param traceparent the request's W3C trace context, or null
 */
public record RetirementRequest(
    Caller caller,
    String deviceId,
    DevicePrecondition precondition,
    @Nullable String traceparent) {}
