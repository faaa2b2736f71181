package dev.drydock.messages;

/**
 * What becomes of the attributes that a device told before: {@code attributesMode} of a hello.
 * Readers take any other word for one that came later.
 */
public final class AttributesMode {

  public static final String MERGE = "merge";
  public static final String REPLACE = "replace";
  public static final String REMOVE = "remove";

  private AttributesMode() {}
}
