package dev.drydock.dispatcher.ddi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;

/** How an exchange ends when its answer and the end of its time come together. */
final class ExchangeTest {

  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final List<Answer> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch written = new CountDownLatch(1);

  @Test
  void shouldLetTheTimeoutWaitWhenAnAnswerIsBeingWritten() {
    // given
    Exchange exchange = begin(this::sendSlowly);
    CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> exchange.end(Answer.DONE));
    Awaitility.await("the answer is being written").until(() -> !sent.isEmpty());

    // when
    Thread timeout = new Thread(() -> exchange.onTimeout(event()));
    timeout.start();
    Awaitility.await("the timeout waits").until(() -> timeout.getState() == Thread.State.BLOCKED);
    boolean isOpen = request.isAsyncStarted();
    written.countDown();

    // then
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    Awaitility.await("the timeout has returned").until(() -> !timeout.isAlive());
    assertThat(isOpen).isTrue();
    assertThat(request.isAsyncStarted()).isFalse();
    assertThat(sent).containsExactly(Answer.DONE);
  }

  @Test
  void shouldSendNothingMoreWhenItsTimeIsOver() {
    // given
    Exchange exchange = begin(sent::add);
    exchange.onTimeout(event());

    // when
    exchange.end(Answer.DONE);

    // then
    assertThat(sent).extracting(Answer::status).containsExactly(503);
  }

  private Exchange begin(Consumer<Answer> send) {
    request.setAsyncSupported(true);
    return Exchange.begin(
        request, Duration.ofSeconds(10), Answer.unavailable("late"), send, () -> {});
  }

  private AsyncEvent event() {
    return new AsyncEvent(new MockAsyncContext(request, null));
  }

  private void sendSlowly(Answer answer) {
    sent.add(answer);
    try {
      written.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
