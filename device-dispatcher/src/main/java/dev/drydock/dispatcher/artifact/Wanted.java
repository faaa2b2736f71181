package dev.drydock.dispatcher.artifact;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of a file, by its conditions and its range.
 *
 * @param status HTTP's
 * @param range the bytes that are to follow, or null when none are
 */
record Wanted(int status, @Nullable ByteRange range) {

  static final int OK = 200;
  static final int PARTIAL = 206;
  static final int NOT_MODIFIED = 304;
  static final int PRECONDITION_FAILED = 412;
  static final int NOT_SATISFIABLE = 416;

  static Wanted of(HttpServletRequest request, ArtifactFile file) {
    String ifMatch = request.getHeader("If-Match");
    if (ifMatch != null && !names(ifMatch, file)) {
      return new Wanted(PRECONDITION_FAILED, null);
    }
    String ifNoneMatch = request.getHeader("If-None-Match");
    if (ifNoneMatch != null && names(ifNoneMatch, file)) {
      return new Wanted(NOT_MODIFIED, null);
    }
    try {
      return part(request, file)
          .map(range -> new Wanted(PARTIAL, range))
          .orElseGet(() -> new Wanted(OK, ByteRange.whole(file.sizeBytes())));
    } catch (ByteRange.UnsatisfiableException e) {
      return new Wanted(NOT_SATISFIABLE, null);
    }
  }

  /**
   * A range of a file that has changed since is none: the whole file follows. HTTP knows ranges of
   * GET alone (RFC 9110, 14.2).
   */
  private static Optional<ByteRange> part(HttpServletRequest request, ArtifactFile file)
      throws ByteRange.UnsatisfiableException {
    String range = request.getHeader("Range");
    String ifRange = request.getHeader("If-Range");
    boolean isPart =
        range != null
            && request.getMethod().equals("GET")
            && (ifRange == null || ifRange.strip().equals(file.entityTag()));
    return isPart ? ByteRange.read(range, file.sizeBytes()) : Optional.empty();
  }

  /** RAUC's agent sends an empty If-None-Match: it names nothing. */
  private static boolean names(String tags, ArtifactFile file) {
    return Arrays.stream(tags.split(","))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(file.entityTag()));
  }
}
