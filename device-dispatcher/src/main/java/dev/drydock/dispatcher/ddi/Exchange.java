package dev.drydock.dispatcher.ddi;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An exchange whose answer comes later. It ends once: by its answer, or when its time is over.
 * Thread-safe.
 */
final class Exchange implements AsyncListener {

  private final AsyncContext context;
  private final Answer tooLate;
  private final Consumer<Answer> send;
  private final Runnable then;

  /** Written with the lock only. */
  private volatile boolean isAnswered;

  private Exchange(AsyncContext context, Answer tooLate, Consumer<Answer> send, Runnable then) {
    this.context = context;
    this.tooLate = tooLate;
    this.send = send;
    this.then = then;
  }

  /**
   * Begins one.
   *
   * @param timeout after which it ends without its answer
   * @param tooLate is answered then
   * @param send writes an answer
   * @param then runs when the exchange has ended, however it did
   */
  static Exchange begin(
      HttpServletRequest request,
      Duration timeout,
      Answer tooLate,
      Consumer<Answer> send,
      Runnable then) {
    AsyncContext context = request.startAsync();
    context.setTimeout(timeout.toMillis());
    Exchange exchange = new Exchange(context, tooLate, send, then);
    context.addListener(exchange);
    return exchange;
  }

  /** The web server's threads write: a device that reads slowly must not hold up a producer. */
  void end(Answer answer) {
    if (!isAnswered) {
      context.start(() -> complete(answer));
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    complete(tooLate);
  }

  /** The device has gone: the web server ends the exchange. */
  @Override
  public synchronized void onError(AsyncEvent event) {
    isAnswered = true;
  }

  @Override
  public synchronized void onComplete(AsyncEvent event) {
    isAnswered = true;
    then.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // no exchange is begun anew
  }

  /**
   * Whoever comes first writes: the answer, or that it is late. Who comes second waits for that:
   * the web server answers 500 when an exchange is not complete once it was told of the timeout.
   */
  private synchronized void complete(Answer answer) {
    if (isAnswered) {
      return;
    }
    isAnswered = true;
    try {
      send.accept(answer);
    } finally {
      context.complete();
    }
  }
}
