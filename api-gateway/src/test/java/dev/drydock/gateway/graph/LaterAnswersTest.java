package dev.drydock.gateway.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.gateway.problem.ProblemWriter;
import dev.drydock.gateway.view.ViewProgress;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** How an exchange ends when its answer and the end of its time come together. */
final class LaterAnswersTest {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final SlowResponse response = new SlowResponse();
  private final MockHttpServletRequest request =
      new MockHttpServletRequest("GET", "/beta/x") {
        @Override
        public AsyncContext startAsync() {
          return startAsync(this, response);
        }
      };
  private final CompletableFuture<ResponseEntity<String>> answer = new CompletableFuture<>();

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void shouldLetTheTimeoutWaitWhenAnAnswerIsBeingWritten() throws Exception {
    // given
    AsyncListener exchange = begin();
    CompletableFuture<Boolean> written =
        CompletableFuture.supplyAsync(() -> answer.complete(ResponseEntity.status(202).build()));
    Awaitility.await("the answer is being written").until(() -> response.begun.getCount() == 0);

    // when
    Thread timeout = new Thread(() -> timeOut(exchange));
    timeout.start();
    Awaitility.await("the timeout waits").until(() -> timeout.getState() == Thread.State.WAITING);
    boolean isOpen = request.isAsyncStarted();
    response.read.countDown();

    // then
    assertThat(written).succeedsWithin(Duration.ofSeconds(10));
    Awaitility.await("the timeout has returned").until(() -> !timeout.isAlive());
    assertThat(isOpen).isTrue();
    assertThat(request.isAsyncStarted()).isFalse();
    assertThat(response.getStatus()).isEqualTo(202);
  }

  @Test
  void shouldAnswer503OnceWhenItsTimeIsOver() throws Exception {
    // given
    AsyncListener exchange = begin();
    response.read.countDown();

    // when
    timeOut(exchange);
    answer.complete(ResponseEntity.status(202).build());

    // then
    assertThat(request.isAsyncStarted()).isFalse();
    assertThat(response.getStatus()).isEqualTo(503);
  }

  private AsyncListener begin() throws Exception {
    context.register(
        LaterAnswers.class,
        ProblemTranslator.class,
        ProblemWriter.class,
        ViewProgress.class,
        WebMvcProperties.class);
    context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
    context.registerBean(Clock.class, Clock::systemUTC);
    context.refresh();
    request.setAsyncSupported(true);
    context
        .getBean(LaterAnswers.class)
        .handleReturnValue(
            answer,
            new MethodParameter(Object.class.getMethod("hashCode"), -1),
            new ModelAndViewContainer(),
            new ServletWebRequest(request, response));
    MockAsyncContext exchange =
        (MockAsyncContext) Objects.requireNonNull(request.getAsyncContext());
    return exchange.getListeners().get(0);
  }

  private void timeOut(AsyncListener exchange) {
    try {
      exchange.onTimeout(new AsyncEvent(request.getAsyncContext()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its caller reads only when told so. */
  private static final class SlowResponse extends MockHttpServletResponse {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);

    @Override
    public void setStatus(int status) {
      super.setStatus(status);
      begun.countDown();
      try {
        read.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
