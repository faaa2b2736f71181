package dev.drydock.gateway.admission;

import dev.drydock.view.OperationView;
import java.time.Instant;
import java.util.Optional;

/**
 * The operation that holds a device.
 *
 * @param operationId the operation
 * @param admittedAt when it was admitted
 * @param operation what the view says of it; empty when it has not seen it, or is away
 */
public record Holder(String operationId, Instant admittedAt, Optional<OperationView> operation) {}
