package dev.drydock.gateway.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request fails, as its caller is told. Immutable; has no stack trace, for it tells of the
 * request and not of the program.
 */
public final class Problem extends RuntimeException {

  /** Where a caller is told how many seconds to wait. */
  public static final String RETRY_AFTER = "Retry-After";

  private final ProblemCode code;
  private final int status;
  private final String text;
  private final @Nullable String innerCode;
  private final List<Detail> details;
  private final Map<String, String> headers;

  private Problem(
      ProblemCode code,
      int status,
      String text,
      @Nullable String innerCode,
      List<Detail> details,
      Map<String, String> headers) {
    super(text, null, false, false);
    this.code = code;
    this.status = status;
    this.text = text;
    this.innerCode = innerCode;
    this.details = List.copyOf(details);
    this.headers = Map.copyOf(headers);
  }

  /**
   * One of the reasons.
   *
   * @param code the reason's code
   * @param target the member, query option or URL it is about
   * @param message what was expected
   */
  public record Detail(String code, String target, String message) {}

  /** Returns a problem without details. */
  public static Problem of(ProblemCode code, String message) {
    return new Problem(code, code.status(), message, null, List.of(), Map.of());
  }

  /** Returns a problem with a status that has no code of its own (417, 501 ...). */
  public static Problem ofStatus(int status, String message) {
    ProblemCode code = ProblemCode.of(status);
    return new Problem(
        code, status >= 400 ? status : code.status(), message, null, List.of(), Map.of());
  }

  /** Returns a 400 about one member, query option or part of the path. */
  public static Problem badRequest(String target, String message) {
    return of(ProblemCode.BAD_REQUEST, message)
        .withDetail(new Detail("invalidValue", target, message));
  }

  /** Returns a 503 that advises to try again. */
  public static Problem unavailable(String message, Duration retryAfter) {
    return of(ProblemCode.SERVICE_UNAVAILABLE, message).withRetryAfter(retryAfter);
  }

  /** Adds the narrower code that stands in {@code innerError}. */
  public Problem withInnerCode(String inner) {
    return new Problem(code, status, text, inner, details, headers);
  }

  /** Adds a detail. */
  public Problem withDetail(Detail detail) {
    List<Detail> more = new ArrayList<>(details);
    more.add(detail);
    return new Problem(code, status, text, innerCode, more, headers);
  }

  /** Adds a response header. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(code, status, text, innerCode, details, more);
  }

  /** Adds {@code Retry-After}, in whole seconds and at least 1: with 0, clients hammer. */
  public Problem withRetryAfter(Duration wait) {
    return withHeader(RETRY_AFTER, Long.toString(seconds(wait)));
  }

  /** Returns a wait in whole seconds as callers are told it: rounded up, at least 1. */
  public static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the error's code. */
  public ProblemCode code() {
    return code;
  }

  /** Returns the sentence for the caller. */
  public String text() {
    return text;
  }

  /** Returns the narrower code, or null. */
  public @Nullable String innerCode() {
    return innerCode;
  }

  /** Returns the details. */
  public List<Detail> details() {
    return details;
  }

  /** Returns the response headers. */
  public Map<String, String> headers() {
    return headers;
  }
}
