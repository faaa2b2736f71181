package dev.drydock.local.registry;

/** A request that is answered with an error of Confluent's API: a status, a code, a message. */
final class RegistryException extends RuntimeException {

  private final int code;

  /** Takes the answer's {@code error_code}, whose first three digits are the HTTP status. */
  RegistryException(int code, String message) {
    super(message);
    this.code = code;
  }

  static RegistryException noSuchSubject(String subject) {
    return new RegistryException(40401, "Subject '" + subject + "' not found.");
  }

  static RegistryException invalidSchema(String detail) {
    return new RegistryException(42201, "Invalid schema: " + detail);
  }

  static RegistryException storeFailed(String detail) {
    return new RegistryException(50001, "Error in the backend data store: " + detail);
  }

  /** Returns the HTTP status. */
  int status() {
    return code < 1000 ? code : code / 100;
  }

  /** Returns the code of the answer's {@code error_code}. */
  int code() {
    return code;
  }
}
