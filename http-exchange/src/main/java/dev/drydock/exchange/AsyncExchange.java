package dev.drydock.exchange;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP exchange whose answer is written after its handler has returned. It ends once: by its
 * answer, by its timeout, or because its caller has gone. Thread-safe.
 *
 * <p>When answer and timeout meet, the later of the two waits until the earlier has ended the
 * exchange, because Tomcat answers 500 when an exchange is not complete once its listeners have
 * been told of the timeout.
 */
public final class AsyncExchange {

  private static final Logger LOG = LoggerFactory.getLogger(AsyncExchange.class);

  private final AsyncContext context;

  /** Not a monitor: a virtual thread that waits in one keeps its carrier before Java 24. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Written with the lock only. */
  private volatile boolean isEnded;

  private AsyncExchange(AsyncContext context) {
    this.context = context;
  }

  /** Writes an answer. */
  @FunctionalInterface
  public interface ResponseWriter {

    /** Writes status, headers and body; an exception means that the caller has gone. */
    void write(HttpServletResponse response) throws IOException;
  }

  /**
   * Begins an exchange; for the request's own thread.
   *
   * @param timeout after which it ends without its answer
   * @param tooLate writes what is answered then
   */
  public static AsyncExchange begin(
      HttpServletRequest request, Duration timeout, ResponseWriter tooLate) {
    AsyncContext context = request.startAsync();
    context.setTimeout(timeout.toMillis());
    AsyncExchange exchange = new AsyncExchange(context);
    context.addListener(exchange.new Listener(tooLate));
    return exchange;
  }

  /**
   * Calls back when a request's answer is complete or its caller has gone: at once when the answer
   * was not left for later. For the request's own thread, once its handler has returned.
   */
  public static void onCompletion(HttpServletRequest request, Runnable then) {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new CompletionListener(then));
    } else {
      then.run();
    }
  }

  /**
   * Ends the exchange with its answer; does nothing when it has ended. A thread of the web server
   * writes, so a caller that reads slowly does not hold up the thread that has the answer.
   */
  public void end(ResponseWriter answer) {
    if (isEnded) {
      return;
    }
    try {
      context.start(() -> complete(answer));
    } catch (IllegalStateException e) {
      LOG.debug("The caller has gone before it was answered", e);
    }
  }

  private void complete(ResponseWriter answer) {
    lock.lock();
    try {
      if (!isEnded) {
        isEnded = true;
        write(answer);
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(ResponseWriter answer) {
    try {
      answer.write((HttpServletResponse) context.getResponse());
    } catch (IOException e) {
      LOG.debug("The caller has gone while it was answered", e);
    } finally {
      context.complete();
    }
  }

  private void setEnded() {
    lock.lock();
    isEnded = true;
    lock.unlock();
  }

  private final class Listener extends CompletionListener {

    private final ResponseWriter tooLate;

    Listener(ResponseWriter tooLate) {
      super(AsyncExchange.this::setEnded);
      this.tooLate = tooLate;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      complete(tooLate);
    }

    /** The web server ends the exchange. */
    @Override
    public void onError(AsyncEvent event) {
      setEnded();
    }
  }
}
