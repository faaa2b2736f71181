package dev.drydock.gateway.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Writes the error body where Tomcat itself refuses a request, before any filter has seen it: a
 * request line or header that is no HTTP, a path that is no UTF-8.
 */
public final class ProblemValve extends ErrorReportValve {

  private static final int FIRST_ERROR = 400;

  private final ProblemWriter writer;

  /** Writes with the writer that all other layers use. */
  public ProblemValve(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      writer.write(response, Problem.ofStatus(status, "The server cannot read this request."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
