package dev.drydock.local.registry;

/** A request that is answered with an error of Confluent's API: a status, a code, a message. */
final class RegistryException extends RuntimeException {

  private final int code;

  private RegistryException(int code, String message) {
    super(message);
    this.code = code;
  }

  static RegistryException noSuchPath(String path) {
    return new RegistryException(404, "Expected a path of the registry's API but it is " + path);
  }

  static RegistryException wrongMethod(String method, String path) {
    return new RegistryException(405, "Expected another method for " + path + " than " + method);
  }

  static RegistryException tooLarge(int limitBytes) {
    return new RegistryException(
        413, "Expected a request of at most " + limitBytes + " bytes but it is larger");
  }

  static RegistryException unreadable(String detail) {
    return new RegistryException(400, "Expected a JSON object that the path takes but: " + detail);
  }

  static RegistryException noSuchSubject(String subject) {
    return new RegistryException(40401, "Subject '" + subject + "' not found.");
  }

  static RegistryException noSuchVersion(String version) {
    return new RegistryException(40402, "Version " + version + " not found.");
  }

  static RegistryException noSuchSchema() {
    return new RegistryException(40403, "Schema not found");
  }

  static RegistryException noSuchId(int id) {
    return new RegistryException(40403, "Schema " + id + " not found");
  }

  static RegistryException noOwnLevel(String subject) {
    return new RegistryException(
        40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryException noOwnMode(String subject) {
    return new RegistryException(
        40409, "Subject '" + subject + "' does not have subject-level mode configured");
  }

  static RegistryException incompatible(String subject, Object details) {
    return new RegistryException(
        409,
        "Schema being registered is incompatible with an earlier schema for subject \""
            + subject
            + "\", details: "
            + details);
  }

  static RegistryException invalidSchema(String detail) {
    return new RegistryException(42201, "Invalid schema: " + detail);
  }

  static RegistryException invalidVersion(String version) {
    return new RegistryException(
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
            + " \"latest\"");
  }

  static RegistryException invalidLevel() {
    return new RegistryException(
        42203,
        "Invalid compatibility level. Valid values are none, backward, forward, full,"
            + " backward_transitive, forward_transitive, and full_transitive");
  }

  static RegistryException notSupported(String what) {
    return new RegistryException(42205, "This registry does not do " + what);
  }

  static RegistryException storeFailed(String detail) {
    return new RegistryException(50001, "Error in the backend data store: " + detail);
  }

  /** Returns the HTTP status: the first three digits of the code. */
  int status() {
    return code < 1000 ? code : code / 100;
  }

  /** Returns the code of the answer's {@code error_code}. */
  int code() {
    return code;
  }
}
