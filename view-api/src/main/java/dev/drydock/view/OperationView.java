package dev.drydock.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.drydock.view.OperationDetail.Deadlines;
import org.jspecify.annotations.Nullable;

/**
 * An operation as the view has it. Times are milliseconds since 1970.
 *
 * @param operationId the operation
 * @param tenantId the tenant
 * @param deviceId the device
 * @param revision counts the operation's changes from 1
 * @param state queued, inProgress, successful, failed or cancelled
 * @param phase where it stands, in the operation service's words; null when it is over, unless
 *     there was nothing to install
 * @param softwareType kind of software
 * @param softwareVersion its version
 * @param createdAt when it was asked for
 * @param startedAt when the device began, or null
 * @param lastActionAt when it last changed
 * @param completedAt when it ended, or null
 * @param createdBy who asked for it
 * @param lastActionBy who changed it last
 * @param errorCode why it failed, or null
 * @param errorMessage the same for people, or null
 * @param progress what the device last said, or null
 * @param deadlineAt when it ends by itself unless something happens, or null
 * @param detail what is shown besides, or null when nothing is known of it
 * @param deviceLastSeenAt when the device last called or reported, or null; in lists always null
 */
public record OperationView(
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

  /** Tells whether the operation is over. */
  @JsonIgnore
  public boolean isFinal() {
    return state.equals("successful") || state.equals("failed") || state.equals("cancelled");
  }

  /** Returns the same as one of its revisions, whose deadlines stand with the operation. */
  public OperationView asRevisionOf(OperationView operation) {
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
