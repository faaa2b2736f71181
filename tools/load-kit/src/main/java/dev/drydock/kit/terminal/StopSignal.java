package dev.drydock.kit.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or SIGTERM, as something to ask for and to wait for. While one is open, the JVM does not
 * end by a signal before {@link #close} or before a limit has passed, so that what is running can
 * be stopped cleanly. Thread-safe.
 */
public final class StopSignal implements AutoCloseable {

  private final CountDownLatch raised = new CountDownLatch(1);
  private final CountDownLatch handled = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Duration limit) {
    hook = new Thread(() -> raiseAndWait(limit), "stop-signal");
  }

  /**
   * Listens from now on.
   *
   * @param limit how long a clean stop may take before the JVM ends all the same
   */
  public static StopSignal listen(Duration limit) {
    var signal = new StopSignal(limit);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Tells whether it is time to stop. */
  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Waits for the signal; returns whether it came within the time. An interrupt counts as one. */
  public boolean await(Duration time) {
    try {
      return raised.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Raises it by hand, as if the signal had come. */
  public void raise() {
    raised.countDown();
  }

  /** Everything is stopped: a JVM that is ending may go. */
  @Override
  public void close() {
    handled.countDown();
    if (!isRaised()) {
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending already, and the hook with it
    }
  }

  private void raiseAndWait(Duration limit) {
    raise();
    try {
      if (!handled.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("drydock: the clean stop took more than " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
