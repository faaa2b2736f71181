package dev.drydock.messages;

/**
 * What an operation waits for: {@code waitsFor} of an operation's status. Readers take any other
 * word for one that came later.
 */
public final class DeadlineKind {

  public static final String DELIVERY = "delivery";
  public static final String START = "start";
  public static final String PROGRESS = "progress";
  public static final String CANCEL = "cancel";

  private DeadlineKind() {}
}
