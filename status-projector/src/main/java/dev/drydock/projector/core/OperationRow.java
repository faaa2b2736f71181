package dev.drydock.projector.core;

import dev.drydock.view.Actor;
import dev.drydock.view.OperationDetail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operation in the view.
 *
 * @param operationId the operation, unique over all tenants
 * @param device the device it updates
 * @param revision 1 or more; {@link RejectedRequest#REVISION} for a rejected request
 * @param state state as callers see it
 * @param phase where it stands, in the operation service's words; null when the state is final,
 *     unless there was nothing to install
 * @param software what is to be installed
 * @param createdAt when the gateway took the request
 * @param startedAt when the device first reported work on it; null before
 * @param lastActionAt when the latest change happened
 * @param completedAt when it became final; null before
 * @param createdBy the caller that asked for it
 * @param lastActionBy who made the latest change
 * @param error why it failed; null unless failed
 * @param progress how far, in the device's own words; null when it never said
 * @param deadlineAt when it fails unless the device reports before; null when final
 * @param detail what is shown besides; null when nothing is known of it
 */
public record OperationRow(
    String operationId,
    DeviceId device,
    int revision,
    OperationState state,
    @Nullable String phase,
    Software software,
    Instant createdAt,
    @Nullable Instant startedAt,
    Instant lastActionAt,
    @Nullable Instant completedAt,
    Actor createdBy,
    Actor lastActionBy,
    @Nullable Failure error,
    @Nullable String progress,
    @Nullable Instant deadlineAt,
    @Nullable OperationDetail detail)
    implements Revised {

  /** Returns why it failed, for programs; null unless failed. */
  public @Nullable String errorCode() {
    return error == null ? null : error.code();
  }

  /** Returns why it failed, for people; null unless failed, or when there are no words. */
  public @Nullable String errorMessage() {
    return error == null ? null : error.message();
  }

  /**
   * What is to be installed.
   *
   * @param type kind of software, in Microsoft Graph's words
   * @param version version of that software
   */
  public record Software(String type, String version) {}

  /**
   * Why an operation failed.
   *
   * @param code for programs
   * @param message for people; null when there are no words
   */
  public record Failure(String code, @Nullable String message) {}
}
