package dev.drydock.projector.query;

import dev.drydock.projector.core.Actor;
import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.OperationDetail;
import dev.drydock.projector.core.OperationDetail.Deadlines;
import org.jspecify.annotations.Nullable;

/**
 * An operation in an answer. Times are milliseconds since 1970.
 *
 * @param operationId the operation
 * @param tenantId the tenant
 * @param deviceId the device within the tenant
 * @param revision 1 or more
 * @param state queued, inProgress, successful, failed or cancelled
 * @param phase admitted, delivered, downloading, installing or cancelRequested; null when final or
 *     not known
 * @param softwareType kind of software
 * @param softwareVersion version of that software
 * @param createdAt when the gateway took the request
 * @param startedAt when the device first reported work on it; null before
 * @param lastActionAt when the latest change happened
 * @param completedAt when it became final; null before
 * @param createdBy the caller
 * @param lastActionBy who made the latest change
 * @param errorCode why it failed; null unless failed
 * @param errorMessage the same in words; null when there are none
 * @param progress how far, in the device's own words; null when it never said
 * @param deadlineAt when it fails unless the device is heard of before; null when final
 * @param detail what is shown besides; null when nothing is known of it
 * @param deviceLastSeenAt when the device was last heard of; null when it never was, and in lists
 *     and of the past
 */
record OperationView(
    String operationId,
    String tenantId,
    String deviceId,
    int revision,
    String state,
    @Nullable String phase,
    String softwareType,
    String softwareVersion,
    long createdAt,
    @Nullable Long startedAt,
    long lastActionAt,
    @Nullable Long completedAt,
    Actor createdBy,
    Actor lastActionBy,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String progress,
    @Nullable Long deadlineAt,
    @Nullable OperationDetail detail,
    @Nullable Long deviceLastSeenAt) {

  boolean isOf(DeviceId device) {
    return tenantId.equals(device.tenantId()) && deviceId.equals(device.deviceId());
  }

  /** Returns the same as one of its revisions, whose deadlines stand with the operation. */
  OperationView asRevisionOf(OperationView operation) {
    Deadlines deadlines = operation.detail == null ? null : operation.detail.deadlines();
    return new OperationView(
        operationId,
        tenantId,
        deviceId,
        revision,
        state,
        phase,
        softwareType,
        softwareVersion,
        createdAt,
        startedAt,
        lastActionAt,
        completedAt,
        createdBy,
        lastActionBy,
        errorCode,
        errorMessage,
        progress,
        deadlineAt,
        detail == null ? null : detail.withDeadlines(deadlines),
        null);
  }
}
