package dev.drydock.gateway.graph;

import dev.drydock.exchange.AsyncExchange;
import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.view.ViewProgress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the answers that come later. Spring MVC would dispatch the request a second time through
 * its servlet, a fifth of what a request cost; here the answer is written where the exchange was
 * left. Thread-safe.
 */
@Component
public final class LaterAnswers implements HandlerMethodReturnValueHandler {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final JsonMapper json;
  private final ProblemTranslator translator;
  private final ProblemWriter problems;
  private final ViewProgress view;
  private final Duration timeout;

  LaterAnswers(
      JsonMapper json,
      ProblemTranslator translator,
      ProblemWriter problems,
      ViewProgress view,
      WebMvcProperties mvc) {
    this.json = json;
    this.translator = translator;
    this.problems = problems;
    this.view = view;
    this.timeout = Objects.requireNonNullElse(mvc.getAsync().getRequestTimeout(), DEFAULT_TIMEOUT);
  }

  @Override
  public boolean supportsReturnType(MethodParameter type) {
    return CompletableFuture.class.isAssignableFrom(type.getParameterType());
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter type,
      ModelAndViewContainer container,
      NativeWebRequest web) {
    container.setRequestHandled(true);
    CompletableFuture<?> answer = (CompletableFuture<?>) Objects.requireNonNull(value);
    HttpServletRequest request =
        Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    boolean showsView = showsView(request);
    AsyncExchange exchange = AsyncExchange.begin(request, timeout, this::writeTimeout);
    answer.whenComplete(
        (entity, failure) ->
            exchange.end(
                response -> {
                  if (showsView && failure == null) {
                    view.behind().ifPresent(behind -> mark(response, behind));
                  }
                  write(response, entity, failure);
                }));
  }

  /** Tells whether a request reads devices or operations, of which the view may not know all. */
  private static boolean showsView(HttpServletRequest request) {
    String path = request.getRequestURI();
    return HttpMethod.GET.matches(request.getMethod())
        && (path.startsWith(GraphUrls.ROOT + "/teamwork/devices")
            || path.startsWith(GraphUrls.ROOT + "/teamwork/operations"));
  }

  private static void mark(HttpServletResponse response, String behind) {
    response.setHeader(ViewProgress.HEADER, behind);
  }

  private void writeTimeout(HttpServletResponse response) throws IOException {
    write(response, null, new TimeoutException("no answer within " + timeout));
  }

  private void write(
      HttpServletResponse response, @Nullable Object entity, @Nullable Throwable failure)
      throws IOException {
    if (failure == null) {
      write(response, (ResponseEntity<?>) Objects.requireNonNull(entity));
    } else {
      problems.write(response, translator.translate(failure));
    }
  }

  private void write(HttpServletResponse response, ResponseEntity<?> entity) throws IOException {
    Object body = entity.getBody();
    byte[] bytes = body == null ? null : json.writeValueAsBytes(body);
    response.setStatus(entity.getStatusCode().value());
    entity
        .getHeaders()
        .forEach((name, values) -> values.forEach(text -> response.addHeader(name, text)));
    if (bytes != null) {
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }
}
