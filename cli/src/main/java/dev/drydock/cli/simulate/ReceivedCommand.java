package dev.drydock.cli.simulate;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A command to install something, and where it stood.
 *
 * @param traceparent the trace it belongs to, if there is one
 */
record ReceivedCommand(
    TopicPartition partition,
    long offset,
    String tenantId,
    String deviceId,
    String operationId,
    @Nullable String traceparent) {}
