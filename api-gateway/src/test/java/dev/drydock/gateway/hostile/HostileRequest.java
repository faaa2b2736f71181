package dev.drydock.gateway.hostile;

import java.nio.charset.StandardCharsets;

/**
 * A request as it is sent, byte for byte.
 *
 * @param number which of its run it is
 * @param kind what is wrong with it
 * @param bytes what is sent
 */
record HostileRequest(int number, String kind, byte[] bytes) {

  private static final int SHOWN = 300;

  /** Tells whether its answer has no body whatever the headers say. */
  boolean isHead() {
    return new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1)
        .equals("HEAD ");
  }

  @Override
  public String toString() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return "request " + number + " (" + kind + "):\n" + shown;
  }
}
