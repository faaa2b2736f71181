package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.Problem;
import dev.drydock.gateway.problem.ProblemWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers with the error body what a filter or the servlet container gave up. */
@Controller
final class ContainerErrors implements ErrorController {

  private static final int NOT_FOUND = 404;

  private final ProblemTranslator translator;
  private final ProblemWriter writer;

  ContainerErrors(ProblemTranslator translator, ProblemWriter writer) {
    this.translator = translator;
    this.writer = writer;
  }

  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (thrown instanceof Throwable throwable) {
      writer.write(response, translator.translate(throwable));
      return;
    }
    // Without a status nothing has failed: somebody asked for this path itself.
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer known ? known : NOT_FOUND;
    writer.write(response, Problem.ofStatus(code, "The server cannot answer this request."));
  }
}
