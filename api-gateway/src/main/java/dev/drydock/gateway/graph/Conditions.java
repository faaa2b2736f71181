package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a caller asks to be true of a resource for its request to be carried out.
 *
 * @param ifMatch one of these the resource must be, or null when that does not matter
 * @param ifNoneMatch none of these it must be, or null when that does not matter
 */
record Conditions(@Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {

  /** Reads the headers of a request that changes something; throws a 400. */
  static Conditions of(HttpServletRequest request) {
    return new Conditions(
        EntityTags.of(request, HttpHeaders.IF_MATCH),
        EntityTags.of(request, HttpHeaders.IF_NONE_MATCH));
  }

  /** Refuses conditions where none can be kept: throws a 400 that names the header. */
  static void requireNone(HttpServletRequest request) {
    for (String header : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
      if (request.getHeader(header) != null) {
        throw Problem.badRequest(
            header,
            "The header " + header + " is not supported here. Repeat the request without it.");
      }
    }
  }

  /** Refuses a request that is not to change a resource as it stands; throws a 412. */
  void require(@Nullable String etag) {
    if (ifMatch != null && (etag == null || !ifMatch.contain(etag))
        || ifNoneMatch != null && etag != null && ifNoneMatch.contain(etag)) {
      throw failed(etag);
    }
  }

  /** Refuses to read what is not as the caller expects it; throws a 412. */
  static void requireMatch(HttpServletRequest request, String etag) {
    new Conditions(EntityTags.of(request, HttpHeaders.IF_MATCH), null).require(etag);
  }

  /**
   * Returns the 412.
   *
   * @param etag the resource's, or null when it is not there or not known here
   */
  static Problem failed(@Nullable String etag) {
    Problem problem =
        Problem.of(
                ProblemCode.PRECONDITION_FAILED,
                "The resource is not as If-Match or If-None-Match ask for. Read it again, and repeat"
                    + " the change on what it is now.")
            .withInnerCode("preconditionFailed");
    return etag == null ? problem : problem.withHeader(HttpHeaders.ETAG, etag);
  }
}
