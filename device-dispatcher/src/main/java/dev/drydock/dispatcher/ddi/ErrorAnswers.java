package dev.drydock.dispatcher.ddi;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Writes the edge's error body where no call of a device was handled: for requests that Tomcat
 * itself refuses (a request line that is no HTTP, a path that is no UTF-8), and for paths that are
 * none of this port.
 */
public final class ErrorAnswers extends ErrorReportValve {

  private static final int FIRST_ERROR = 400;

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      AnswerWriter.write(request, response, Answer.error(status, message(status)));
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String message(int status) {
    return switch (status) {
      case Answer.BAD_REQUEST ->
          "The server cannot read this request. Percent-encode what stands in its path.";
      case Answer.NOT_FOUND -> "There is nothing at this path.";
      default -> "The server cannot answer this request.";
    };
  }
}
