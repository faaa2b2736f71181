package dev.drydock.gateway.config;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemCode;
import dev.drydock.gateway.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Refuses preflights with the API's error body, and nothing else: a request itself of an origin
 * that is not allowed is answered without the headers that let a browser's page read it. So a page
 * of the gateway's own works behind a proxy, whose origin the gateway may not know.
 */
final class CorsAnswers extends DefaultCorsProcessor {

  private final ProblemWriter writer;

  CorsAnswers(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration cors, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (cors != null
        && !CorsUtils.isPreFlightRequest(request)
        && cors.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) == null) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      return true;
    }
    return super.processRequest(cors, request, response);
  }

  @Override
  protected void rejectRequest(ServerHttpResponse response) throws IOException {
    writer.write(
        ((ServletServerHttpResponse) response).getServletResponse(),
        Problem.of(
                ProblemCode.FORBIDDEN,
                "Pages of this origin may not send this request. Add the origin to"
                    + " drydock.gateway.cors.allowed-origins.")
            .withInnerCode("originNotAllowed"));
  }
}
