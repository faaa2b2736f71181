package dev.drydock.check.core;

/** A decision of a device's dock about an operation. */
public sealed interface DispatchEntry extends DockEntry {

  /** Returns the facts that every decision has. */
  About about();

  @Override
  default long offset() {
    return about().offset();
  }

  @Override
  default String device() {
    return about().device();
  }

  /** Tells the decisions apart, for an exhaustive switch. */
  Kind kind();

  /** The kinds of decisions. */
  enum Kind {
    /** See {@link UpdateAdmitted}. */
    UPDATE_ADMITTED,
    /** See {@link AdmissionRepeated}. */
    ADMISSION_REPEATED,
    /** See {@link UpdateConflicted}. */
    UPDATE_CONFLICTED,
    /** See {@link UpdateRefused}. */
    UPDATE_REFUSED,
    /** See {@link UpdateSkipped}. */
    UPDATE_SKIPPED,
    /** See {@link UpdateDelivered}. */
    UPDATE_DELIVERED,
    /** See {@link FetchRefused}. */
    FETCH_REFUSED,
    /** See {@link DockReleased}. */
    DOCK_RELEASED,
    /** See {@link UpdateWithdrawn}. */
    UPDATE_WITHDRAWN,
    /** See {@link CancelRequested}. */
    CANCEL_REQUESTED,
    /** See {@link CancelRefused}. */
    CANCEL_REFUSED
  }

  /**
   * What was decided about, and why.
   *
   * @param offset where the decision stands
   * @param device the device's key
   * @param operationId the operation
   * @param cause what it was decided because of
   */
  record About(long offset, String device, String operationId, LogCause cause) {}

  /**
   * The operation holds the dock from here on.
   *
   * @param about the decision
   * @param atMs when, milliseconds since 1970
   */
  record UpdateAdmitted(About about, long atMs) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.UPDATE_ADMITTED;
    }
  }

  /**
   * A request that was admitted before came again.
   *
   * @param about the decision, about the operation that the request became when it first came
   */
  record AdmissionRepeated(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.ADMISSION_REPEATED;
    }
  }

  /**
   * Another operation holds the dock.
   *
   * @param about the decision
   * @param holderOperationId the operation that holds it
   */
  record UpdateConflicted(About about, String holderOperationId) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.UPDATE_CONFLICTED;
    }
  }

  /**
   * The request was refused for another reason.
   *
   * @param about the decision
   */
  record UpdateRefused(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.UPDATE_REFUSED;
    }
  }

  /**
   * The device runs what was requested: there is nothing to do.
   *
   * @param about the decision
   */
  record UpdateSkipped(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.UPDATE_SKIPPED;
    }
  }

  /**
   * The device was given the update that it asked for.
   *
   * @param about the decision
   */
  record UpdateDelivered(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.UPDATE_DELIVERED;
    }
  }

  /**
   * The device was not given what it asked for.
   *
   * @param about the decision
   */
  record FetchRefused(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.FETCH_REFUSED;
    }
  }

  /**
   * The dock is free from here on.
   *
   * @param about the decision
   */
  record DockReleased(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.DOCK_RELEASED;
    }
  }

  /**
   * The operation ends, without the device being asked.
   *
   * @param about the decision
   * @param forced whether the caller forced it, and the device may have been given the update
   */
  record UpdateWithdrawn(About about, boolean forced) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.UPDATE_WITHDRAWN;
    }
  }

  /**
   * The device is asked to stop.
   *
   * @param about the decision
   */
  record CancelRequested(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REQUESTED;
    }
  }

  /**
   * There is nothing to cancel.
   *
   * @param about the decision
   */
  record CancelRefused(About about) implements DispatchEntry {
    @Override
    public Kind kind() {
      return Kind.CANCEL_REFUSED;
    }
  }
}
