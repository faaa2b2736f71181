package dev.drydock.gateway.admission;

import dev.drydock.gateway.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A caller's wish to cancel an operation, checked.
 *
 * @param caller who asks
 * @param deviceId the device, within the caller's tenant
 * @param operationId the operation
 * @param force whether it ends at once, whatever the device says
 * @param traceparent the request's W3C trace context, or null
 */
public record CancellationRequest(
    Caller caller,
    String deviceId,
    String operationId,
    boolean force,
    @Nullable String traceparent) {}
