package dev.drydock.gateway.graph;

import dev.drydock.gateway.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers with the error body whatever Spring MVC could not do, or a handler threw. */
@Component
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

  private final ProblemTranslator translator;
  private final ProblemWriter writer;

  ProblemResolver(ProblemTranslator translator, ProblemWriter writer) {
    this.translator = translator;
    this.writer = writer;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception thrown) {
    if (!(thrown instanceof AsyncRequestNotUsableException)) {
      try {
        writer.write(response, translator.translate(thrown));
      } catch (IOException e) {
        LOG.debug("The caller has gone before it was answered", e);
      }
    }
    return new ModelAndView();
  }
}
