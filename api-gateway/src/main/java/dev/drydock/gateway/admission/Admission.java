package dev.drydock.gateway.admission;

/** What became of a request to update a device. */
public sealed interface Admission {

  /**
   * The device's dock is held for it.
   *
   * @param operationId the operation
   */
  record Admitted(String operationId) implements Admission {}

  /**
   * The request is durable, but was not decided in time.
   *
   * @param operationId the operation, should it be admitted
   */
  record Undecided(String operationId) implements Admission {}

  /**
   * Another operation holds the device.
   *
   * @param holder that operation
   */
  record Conflicted(Holder holder) implements Admission {}

  /** Another request came under the same idempotency key before. */
  record KeyReused() implements Admission {}

  /**
   * The device runs another version than the request took for granted.
   *
   * @param installedVersion what it runs, empty when none is known
   */
  record VersionDiffers(String installedVersion) implements Admission {}

  /** The tenant has no such device. */
  record DeviceUnknown() implements Admission {}
}
