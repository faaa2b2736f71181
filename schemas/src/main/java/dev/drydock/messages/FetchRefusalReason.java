package dev.drydock.messages;

/**
 * Why a device is not given what it asked for: {@code reason} of {@code fetchRefused}. Readers take
 * any other word for one that came later.
 */
public final class FetchRefusalReason {

  public static final String GONE = "gone";
  public static final String WITHDRAWN = "withdrawn";

  private FetchRefusalReason() {}
}
