package dev.drydock.messages;

/**
 * State of an operation as callers see it: {@code state} of an operation's status. Readers take any
 * other word for one that came later.
 */
public final class OperationState {

  public static final String QUEUED = "queued";
  public static final String IN_PROGRESS = "inProgress";
  public static final String SUCCESSFUL = "successful";
  public static final String FAILED = "failed";
  public static final String CANCELLED = "cancelled";

  private OperationState() {}
}
