package dev.drydock.messages;

/**
 * Why a request was refused: {@code reason} of {@code updateRefused} and {@code retirementRefused}.
 * Readers take any other word for one that came later.
 */
public final class RefusalReason {

  public static final String DEVICE_UNKNOWN = "deviceUnknown";
  public static final String IDEMPOTENCY_KEY_REUSED = "idempotencyKeyReused";
  public static final String DEVICE_HELD = "deviceHeld";

  private RefusalReason() {}
}
