package dev.drydock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.exchange.AsyncExchange.ResponseWriter;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

final class AsyncExchangeTest {

  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final CountDownLatch read = new CountDownLatch(1);

  @Test
  void shouldLetTheTimeoutWaitWhenAnAnswerIsBeingWritten() {
    // given
    AsyncExchange exchange = begin();
    CompletableFuture<Void> answer =
        CompletableFuture.runAsync(() -> exchange.end(this::writeSlowly));
    Awaitility.await("the answer is being written").until(() -> !written.isEmpty());

    // when
    Thread timeout = new Thread(this::timeOut);
    timeout.start();
    Awaitility.await("the timeout waits").until(() -> timeout.getState() == Thread.State.WAITING);
    boolean isOpen = request.isAsyncStarted();
    read.countDown();

    // then
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    Awaitility.await("the timeout has returned").until(() -> !timeout.isAlive());
    assertThat(isOpen).isTrue();
    assertThat(request.isAsyncStarted()).isFalse();
    assertThat(written).containsExactly("answer");
  }

  @Test
  void shouldWriteNothingMoreWhenItsTimeIsOver() {
    // given
    AsyncExchange exchange = begin();
    timeOut();

    // when
    exchange.end(writing("answer"));

    // then
    assertThat(written).containsExactly("too late");
    assertThat(request.isAsyncStarted()).isFalse();
  }

  @Test
  void shouldWriteNothingWhenTheCallerHasGone() throws IOException {
    // given
    AsyncExchange exchange = begin();
    for (var listener : context().getListeners()) {
      listener.onError(event());
    }

    // when
    exchange.end(writing("answer"));

    // then
    assertThat(written).isEmpty();
  }

  @Test
  void shouldEndWhenTheAnswerCannotBeWritten() {
    // given
    AsyncExchange exchange = begin();

    // when
    exchange.end(
        response -> {
          throw new IOException("gone");
        });

    // then
    assertThat(request.isAsyncStarted()).isFalse();
  }

  @Test
  void shouldCallBackOnceTheAnswerIsComplete() {
    // given
    AtomicInteger calls = new AtomicInteger();
    AsyncExchange exchange = begin();
    AsyncExchange.onCompletion(request, calls::incrementAndGet);
    int before = calls.get();

    // when
    exchange.end(writing("answer"));

    // then
    assertThat(before).isZero();
    assertThat(calls).hasValue(1);
  }

  @Test
  void shouldCallBackAtOnceWhenTheAnswerIsNotLeftForLater() {
    // given
    AtomicInteger calls = new AtomicInteger();

    // when
    AsyncExchange.onCompletion(request, calls::incrementAndGet);

    // then
    assertThat(calls).hasValue(1);
  }

  private AsyncExchange begin() {
    request.setAsyncSupported(true);
    return AsyncExchange.begin(request, Duration.ofSeconds(10), writing("too late"));
  }

  private ResponseWriter writing(String answer) {
    return response -> written.add(answer);
  }

  private void writeSlowly(HttpServletResponse response) {
    written.add("answer");
    try {
      read.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void timeOut() {
    try {
      context().getListeners().get(0).onTimeout(event());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private MockAsyncContext context() {
    return (MockAsyncContext) Objects.requireNonNull(request.getAsyncContext());
  }

  private AsyncEvent event() {
    return new AsyncEvent(new MockAsyncContext(request, new MockHttpServletResponse()));
  }
}
