package dev.drydock.check.rules;

import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.CauseMembers;
import dev.drydock.schemas.DeviceKey;
import dev.drydock.schemas.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an operation. */
public sealed interface StatusEntry {

  /** Returns where it stands on operation-status. */
  long offset();

  /** Returns the operation. */
  String operationId();

  /**
   * The operation changed.
   *
   * @param offset where it stands
   * @param device the device's key
   * @param standing where the operation stands now
   * @param cause why it changed
   * @param status all that is told of it
   */
  record Changed(
      long offset, String device, Standing standing, LogCause cause, OperationStatus status)
      implements StatusEntry {

    private static final CauseMembers CAUSE = new CauseMembers(OperationStatus.getClassSchema());

    /** Takes a status as it stands in the log. */
    public static Changed of(long offset, OperationStatus status) {
      return new Changed(
          offset,
          new DeviceKey(status.getTenantId(), status.getDeviceId()).toString(),
          Standing.of(status),
          LogCause.of(CAUSE.in(status)),
          status);
    }

    @Override
    public String operationId() {
      return status.getOperationId();
    }

    /** Returns the count of changes, from 1. */
    int revision() {
      return status.getRevision();
    }

    /** Returns when it changed, milliseconds since 1970. */
    long lastActionAtMs() {
      return status.getLastActionAt().toEpochMilli();
    }

    /** Returns when it fails unless the device reports before, or null when it is final. */
    @Nullable Long deadlineAtMs() {
      return epochMilli(status.getDeadlineAt());
    }

    /** Returns when it became final, or null before. */
    @Nullable Long completedAtMs() {
      return epochMilli(status.getCompletedAt());
    }

    /** Returns the kind of what the device said after the end, or null. */
    @Nullable String lateResult() {
      return status.getLateResult();
    }

    /** Tells whether all that it changes is a deadline that ran out in an outage. */
    boolean isExtension() {
      return cause instanceof LogCause.Timer timer && timer.name().equals("outage");
    }

    /**
     * Tells whether a decision of the dock caused it. Of ends that is a withdrawal, or another
     * admission, to whose dock an earlier end was told once more.
     */
    boolean isDocksDoing() {
      return cause instanceof LogCause.Input input
          && input.position().topic() == Topic.DISPATCH_EVENTS;
    }

    private static @Nullable Long epochMilli(@Nullable Instant time) {
      return time == null ? null : time.toEpochMilli();
    }
  }

  /**
   * The operation is kept no longer.
   *
   * @param offset where it stands
   * @param operationId the operation
   * @param atMs when, by the record's own time, milliseconds since 1970
   */
  record Forgotten(long offset, String operationId, long atMs) implements StatusEntry {}
}
