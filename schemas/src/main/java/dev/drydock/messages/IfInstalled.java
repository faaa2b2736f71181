package dev.drydock.messages;

/**
 * What is to be done when a device runs the version that is asked for: {@code ifInstalled} of a
 * request.
 */
public final class IfInstalled {

  public static final String INSTALL = "install";
  public static final String SKIP = "skip";

  private IfInstalled() {}
}
