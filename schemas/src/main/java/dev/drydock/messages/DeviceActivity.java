package dev.drydock.messages;

/**
 * What a device is at while it reports progress: {@code activity} of an ack. Readers take any other
 * word for one that came later.
 */
public final class DeviceActivity {

  public static final String DOWNLOADING = "downloading";
  public static final String INSTALLING = "installing";

  private DeviceActivity() {}
}
