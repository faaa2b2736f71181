package dev.drydock.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer to a request. Thread-safe. */
@Component
public final class ProblemWriter {

  /** What every answer with an error body has, besides the problem's own headers. */
  public static final Map<String, String> HEADERS =
      Map.of("OData-Version", "4.0", "Content-Type", "application/json");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private final JsonMapper json;
  private final Clock clock;

  ProblemWriter(JsonMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /** Writes the whole answer; does nothing when an answer is under way already. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    if (response.getHeader(RequestIds.REQUEST_ID) == null) {
      RequestIds.assign(null, response);
    }
    RequestIds ids =
        new RequestIds(
            Objects.toString(response.getHeader(RequestIds.REQUEST_ID)),
            Objects.toString(response.getHeader(RequestIds.CLIENT_REQUEST_ID)));
    byte[] body = json.writeValueAsBytes(errorBody(problem, ids));
    response.resetBuffer();
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    HEADERS.forEach(response::setHeader);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  /** Returns the error body by which a problem is told. */
  public JsonNode body(Problem problem, RequestIds ids) {
    return json.valueToTree(errorBody(problem, ids));
  }

  private ErrorBody errorBody(Problem problem, RequestIds ids) {
    return new ErrorBody(
        new ErrorBody.Envelope(
            problem.code().code(),
            problem.text(),
            problem.details(),
            new ErrorBody.InnerError(
                problem.innerCode(),
                DATE.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)),
                ids.requestId(),
                ids.clientRequestId())));
  }
}
