package dev.drydock.simulator;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A command to a device, and where it stood.
 *
 * @param kind what the device is to do
 * @param traceparent the trace it belongs to, if there is one
 */
record ReceivedCommand(
    TopicPartition partition,
    long offset,
    String tenantId,
    String deviceId,
    String operationId,
    Kind kind,
    @Nullable String traceparent) {

  enum Kind {
    INSTALL,
    WITHDRAW,
    WITHDRAW_FORCED
  }
}
