package dev.drydock.messages;

/** What a device is to do about an update: {@code mode} of a request and of an operation. */
public final class UpdateMode {

  public static final String FORCED = "forced";
  public static final String SOFT = "soft";
  public static final String DOWNLOAD_ONLY = "downloadOnly";

  private UpdateMode() {}
}
