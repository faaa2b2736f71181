package dev.drydock.messages;

/** Where devices that speak DDI download a release: {@code delivery} of its content. */
public final class ReleaseDelivery {

  /** From the artifact's URI. */
  public static final String DIRECT = "direct";

  /** From the device-dispatcher, which reads the artifact's URI. */
  public static final String PROXIED = "proxied";

  private ReleaseDelivery() {}
}
