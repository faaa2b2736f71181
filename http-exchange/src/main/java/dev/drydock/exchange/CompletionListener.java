package dev.drydock.exchange;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Calls back when an exchange is complete, which also follows its timeout and its errors. */
class CompletionListener implements AsyncListener {

  private final Runnable then;

  CompletionListener(Runnable then) {
    this.then = then;
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
