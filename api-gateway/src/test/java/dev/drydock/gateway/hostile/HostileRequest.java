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
    return startsWith("HEAD ");
  }

  /**
   * Tells whether it asks what the server can do at all (RFC 9110, 9.3.7), which Tomcat answers.
   */
  boolean isAboutTheServer() {
    return startsWith("OPTIONS * ");
  }

  /** Tells whether its first line names no version: then answers have no headers (HTTP/0.9). */
  boolean isOfOldHttp() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return !text.lines().filter(line -> !line.isEmpty()).findFirst().orElse("").contains(" HTTP/");
  }

  /** Tells whether it is for the one handler that breaks. */
  boolean asksForACrash() {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("crash");
  }

  private boolean startsWith(String text) {
    return new String(bytes, 0, Math.min(text.length(), bytes.length), StandardCharsets.ISO_8859_1)
        .equals(text);
  }

  @Override
  public String toString() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return "request " + number + " (" + kind + "):\n" + shown;
  }
}
