package dev.drydock.projector.core;

import dev.drydock.projector.core.OperationRow.Failure;
import dev.drydock.projector.core.OperationRow.Software;
import dev.drydock.view.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that never held a dock. It has a row all the same, so that a caller who was told 202
 * finds out what became of the request.
 *
 * @param operationId the id that the request had
 * @param device the device that was to be updated
 * @param software what was to be installed
 * @param requestedAt when the gateway took the request
 * @param requestedBy the caller
 * @param decidedAt when it was rejected
 */
public record RejectedRequest(
    String operationId,
    DeviceId device,
    Software software,
    Instant requestedAt,
    Actor requestedBy,
    Instant decidedAt) {

  /**
   * Lower than any revision of an operation: the gateway may repeat a conflicted request under its
   * id, and when that is admitted, the operation takes the row over, whichever comes first here.
   */
  public static final int REVISION = 0;

  /** Error code of a request that met a held dock. */
  public static final String CONFLICT = "conflict";

  /** Error code of a request for a device that the dock does not know. */
  public static final String DEVICE_NOT_FOUND = "deviceNotFound";

  /** Error code of a request that came under the idempotency key of another one. */
  public static final String KEY_REUSED = "idempotencyKeyReused";

  /** Error code of a request that was refused for a reason that this build does not know. */
  public static final String REFUSED = "refused";

  /** Error code of a request that took another version for granted than the device runs. */
  public static final String VERSION_DIFFERS = "installedVersionDiffers";

  /** Phase of an operation that was successful at once: the device ran the version already. */
  public static final String ALREADY_INSTALLED = "alreadyInstalled";

  private static final int FIRST_REVISION = 1;

  private static final Actor DRYDOCK = new Actor(null, "Drydock", null, null, null);

  /** Returns the row of a request that met a dock held by another operation. */
  public OperationRow byConflict(String holderOperationId, Instant holderAdmittedAt) {
    return failed(
        CONFLICT,
        "The device was held by operation \""
            + holderOperationId
            + "\", admitted at "
            + holderAdmittedAt
            + ".");
  }

  /** Returns the row of a request for a device that the dock does not know. */
  public OperationRow byUnknownDevice() {
    return failed(DEVICE_NOT_FOUND, "The device \"" + device.deviceId() + "\" was not registered.");
  }

  /** Returns the row of a request that came under the idempotency key of another one. */
  public OperationRow byReusedKey() {
    return failed(KEY_REUSED, "The idempotency key was used for another request.");
  }

  /**
   * Returns the row of a request that took another version for granted than the device runs.
   *
   * @param installedVersion what it runs; null when none is known
   */
  public OperationRow byInstalledVersion(@Nullable String installedVersion) {
    return failed(
        VERSION_DIFFERS,
        installedVersion == null
            ? "Which version the device runs is not known any more."
            : "The device runs version \"" + installedVersion + "\".");
  }

  /** Returns the operation that was successful at once: the device runs what was requested. */
  public OperationRow alreadyInstalled() {
    return ended(FIRST_REVISION, OperationState.SUCCESSFUL, ALREADY_INSTALLED, null);
  }

  /** Returns the row of a request that was refused for a reason that this build does not know. */
  public OperationRow byRefusal() {
    return failed(REFUSED, "The request was refused.");
  }

  private OperationRow failed(String code, String message) {
    return ended(REVISION, OperationState.FAILED, null, new Failure(code, message));
  }

  private OperationRow ended(
      int revision, OperationState state, @Nullable String phase, @Nullable Failure failure) {
    return new OperationRow(
        operationId,
        device,
        revision,
        state,
        phase,
        software,
        requestedAt,
        null,
        decidedAt,
        decidedAt,
        requestedBy,
        DRYDOCK,
        failure,
        null,
        null,
        null);
  }
}
