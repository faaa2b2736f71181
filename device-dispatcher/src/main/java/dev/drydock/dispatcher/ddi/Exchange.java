package dev.drydock.dispatcher.ddi;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An exchange whose answer comes later. It ends once: by its answer, or when its time is over. */
final class Exchange implements AsyncListener {

  private static final Answer TOO_LATE =
      Answer.unavailable("Expected an answer in time, but there is none").closing();

  private final AsyncContext context;
  private final Consumer<Answer> send;
  private final Runnable then;
  private final AtomicBoolean isAnswered = new AtomicBoolean();

  private Exchange(AsyncContext context, Consumer<Answer> send, Runnable then) {
    this.context = context;
    this.send = send;
    this.then = then;
  }

  /**
   * Begins one.
   *
   * @param timeout after which it ends without its answer
   * @param send writes an answer
   * @param then runs when the exchange has ended, however it did
   */
  static Exchange begin(
      HttpServletRequest request, Duration timeout, Consumer<Answer> send, Runnable then) {
    AsyncContext context = request.startAsync();
    context.setTimeout(timeout.toMillis());
    Exchange exchange = new Exchange(context, send, then);
    context.addListener(exchange);
    return exchange;
  }

  /** The web server's threads write: a device that reads slowly must not hold up a producer. */
  void end(Answer answer) {
    if (!isAnswered.get()) {
      context.start(() -> complete(answer));
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    complete(TOO_LATE);
  }

  /** The device has gone: the web server ends the exchange. */
  @Override
  public void onError(AsyncEvent event) {
    isAnswered.set(true);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    isAnswered.set(true);
    then.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // no exchange is begun anew
  }

  /** Whoever comes first writes: the answer, or that it is late. */
  private void complete(Answer answer) {
    if (!isAnswered.compareAndSet(false, true)) {
      return;
    }
    try {
      send.accept(answer);
    } finally {
      context.complete();
    }
  }
}
