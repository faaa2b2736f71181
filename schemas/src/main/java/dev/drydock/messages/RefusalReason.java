package dev.drydock.messages;

/**
 * Why a request was refused: {@code reason} of {@code updateRefused}, {@code retirementRefused} and
 * {@code editRefused} and {@code attributesRequestRefused}. Readers take any other word for one
 * that came later.
 */
public final class RefusalReason {

  public static final String DEVICE_UNKNOWN = "deviceUnknown";
  public static final String IDEMPOTENCY_KEY_REUSED = "idempotencyKeyReused";
  public static final String DEVICE_HELD = "deviceHeld";
  public static final String PRECONDITION_FAILED = "preconditionFailed";
  public static final String INSTALLED_VERSION_DIFFERS = "installedVersionDiffers";

  private RefusalReason() {}
}
