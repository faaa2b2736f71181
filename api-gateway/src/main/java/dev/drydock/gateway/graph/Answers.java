package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Begins the answers that have a JSON body. */
public final class Answers {

  private static final String JSON =
      "application/json;odata.metadata=minimal;odata.streaming=true;"
          + "IEEE754Compatible=false;charset=utf-8";

  private Answers() {}

  /** Begins an answer with a status; its body is an object that is written as JSON. */
  public static ResponseEntity.BodyBuilder json(int status) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .header(HttpHeaders.CONTENT_TYPE, JSON)
        .header("OData-Version", "4.0");
  }

  /**
   * Answers a GET of what has an entity tag: with its body, or 304 when the caller has it already.
   * Throws a 412 when it is not what the caller asks for.
   */
  static ResponseEntity<Object> readable(
      HttpServletRequest request, String etag, Supplier<Object> body) {
    Conditions.requireMatch(request, etag);
    return EntityTags.ofIfNoneMatch(request).contain(etag)
        ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build()
        : json(200).eTag(etag).body(body.get());
  }

  /**
   * Returns the 202 without a body.
   *
   * @param location where what was asked for is followed
   * @param pollAfter how long to wait before it is asked for
   */
  static ResponseEntity<Void> accepted(String location, Duration pollAfter) {
    return plain(202, location)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Problem.seconds(pollAfter)))
        .build();
  }

  /**
   * Returns an answer without the body that it has otherwise.
   *
   * @param location where that can be read later
   */
  static <T> ResponseEntity<T> withoutBody(int status, String location) {
    return plain(status, location).build();
  }

  /** Of a plain type: Graph's JavaScript client breaks on an empty body of a JSON type. */
  private static ResponseEntity.BodyBuilder plain(int status, String location) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.LOCATION, location)
        .contentType(MediaType.TEXT_PLAIN)
        .contentLength(0);
  }
}
