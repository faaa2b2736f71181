package dev.drydock.messages;

/**
 * Where an operation that is not final stands: {@code phase} of an operation's status. Readers take
 * any other word for one that came later.
 */
public final class OperationPhase {

  public static final String ADMITTED = "admitted";
  public static final String DELIVERED = "delivered";
  public static final String DOWNLOADING = "downloading";
  public static final String INSTALLING = "installing";
  public static final String CANCEL_REQUESTED = "cancelRequested";

  private OperationPhase() {}
}
