package dev.drydock.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer to a request. Thread-safe. */
@Component
public final class ProblemWriter {

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
    byte[] body = json.writeValueAsBytes(body(response, problem));
    response.resetBuffer();
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    response.setHeader("OData-Version", "4.0");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private ErrorBody body(HttpServletResponse response, Problem problem) {
    return new ErrorBody(
        new ErrorBody.Envelope(
            problem.code().code(),
            problem.text(),
            problem.details(),
            new ErrorBody.InnerError(
                problem.innerCode(),
                DATE.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)),
                Objects.toString(response.getHeader(RequestIds.REQUEST_ID)),
                Objects.toString(response.getHeader(RequestIds.CLIENT_REQUEST_ID)))));
  }
}
