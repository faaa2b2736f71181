package dev.drydock.messages;

/**
 * What a device says: {@code kind} of an ack, {@code lateResult} of an operation's status. Readers
 * take any other word for one that came later.
 */
public final class DeviceAckKind {

  public static final String HELLO = "hello";
  public static final String FETCHED = "fetched";
  public static final String PROGRESS = "progress";
  public static final String SUCCEEDED = "succeeded";
  public static final String FAILED = "failed";
  public static final String REJECTED = "rejected";
  public static final String CANCELLED = "cancelled";
  public static final String CANCEL_REFUSED = "cancelRefused";

  private DeviceAckKind() {}
}
