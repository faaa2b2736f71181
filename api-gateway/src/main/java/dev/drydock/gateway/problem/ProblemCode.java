package dev.drydock.gateway.problem;

/** The error codes of the API, each with its HTTP status. */
public enum ProblemCode {
  BAD_REQUEST(400, "BadRequest"),
  INVALID_AUTHENTICATION_TOKEN(401, "InvalidAuthenticationToken"),
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "NotFound"),
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
  NOT_ACCEPTABLE(406, "NotAcceptable"),
  CONFLICT(409, "Conflict"),
  PRECONDITION_FAILED(412, "PreconditionFailed"),
  PAYLOAD_TOO_LARGE(413, "RequestEntityTooLarge"),
  UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
  UNPROCESSABLE_ENTITY(422, "UnprocessableEntity"),
  FAILED_DEPENDENCY(424, "FailedDependency"),
  TOO_MANY_REQUESTS(429, "TooManyRequests"),
  INTERNAL_SERVER_ERROR(500, "InternalServerError"),
  SERVICE_UNAVAILABLE(503, "ServiceUnavailable");

  private final int status;
  private final String code;

  ProblemCode(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /**
   * Returns the code that says most about a status: its own, else that of its class. A status that
   * is no error counts as the server's fault.
   */
  public static ProblemCode of(int status) {
    for (ProblemCode code : values()) {
      if (code.status == status) {
        return code;
      }
    }
    return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_SERVER_ERROR;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the word that stands in the error body. */
  public String code() {
    return code;
  }
}
