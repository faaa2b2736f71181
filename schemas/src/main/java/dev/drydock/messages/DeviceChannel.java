package dev.drydock.messages;

/**
 * How a device is reached: {@code channel} of a device, a description and a hello. Readers take any
 * other word for one that came later.
 */
public final class DeviceChannel {

  public static final String BRIDGE = "bridge";
  public static final String DDI = "ddi";

  private DeviceChannel() {}
}
