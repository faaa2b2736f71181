package dev.drydock.gateway.exchange;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;

/** Calls back when a request's answer is complete, or its caller has gone. */
public final class AnswerEnd implements AsyncListener {

  private final Runnable then;

  private AnswerEnd(Runnable then) {
    this.then = then;
  }

  /** Calls back at once when no answer of the request is to come later; for its own thread. */
  public static void of(HttpServletRequest request, Runnable then) {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new AnswerEnd(then));
    } else {
      then.run();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    then.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // completion follows
  }

  @Override
  public void onError(AsyncEvent event) {
    // completion follows
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
