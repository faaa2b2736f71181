package dev.drydock.dispatcher.ddi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a device is answered.
 *
 * @param status HTTP's
 * @param body JSON; empty when there is none
 * @param headers others than those of the body
 */
record Answer(int status, byte[] body, Map<String, String> headers) {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED = 415;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;

  /** That it was understood. No body: other success than 200 is none to agents. */
  static final Answer DONE = new Answer(OK, new byte[0], Map.of());

  /** In how many seconds to retry. */
  static final String RETRY_AFTER = "Retry-After";

  private static final String RETRY_AFTER_SECONDS = "10";

  /** Returns a document. */
  static Answer of(Object document) {
    return new Answer(OK, Json.write(document), Map.of());
  }

  /** Returns an error. */
  static Answer error(int status, String message) {
    return error(status, message, Map.of());
  }

  static Answer error(int status, String message, Map<String, String> headers) {
    return new Answer(status, Json.write(Map.of("error", Map.of("message", message))), headers);
  }

  static Answer notFound(String message) {
    return error(NOT_FOUND, message);
  }

  /** Returns the same with the end of the connection, for its request was not read to the end. */
  Answer closing() {
    return with("Connection", "close");
  }

  /** Returns the same with another header. */
  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, body, more);
  }

  /** Returns that the device is to retry later. */
  static Answer unavailable(String message) {
    return later(UNAVAILABLE, message);
  }

  /** Returns that the device is to retry later, and less often. */
  static Answer tooMany(String message) {
    return later(TOO_MANY, message);
  }

  private static Answer later(int status, String message) {
    return error(status, message, Map.of(RETRY_AFTER, RETRY_AFTER_SECONDS));
  }
}
