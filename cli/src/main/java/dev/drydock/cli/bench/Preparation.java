package dev.drydock.cli.bench;

import dev.drydock.cli.http.HttpAnswer;
import dev.drydock.cli.http.HttpCall;
import dev.drydock.cli.http.HttpPool;
import dev.drydock.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts into an installation what a load needs, by the gateway's own API and as fast as its
 * connections and limits allow.
 */
final class Preparation {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long TURN_MS = 10;

  /**
   * A gateway that has just been started is slow; more at once would only time out in its queue.
   */
  private static final int MOST_AT_ONCE = 32;

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final HttpPool http;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int missing;
  private int onTheirWay;
  private long pauseUntilNanos = System.nanoTime();
  private @Nullable String refusal;

  private Preparation(HttpPool http, Collection<byte[]> requests) {
    this.http = http;
    waiting.addAll(requests);
    missing = requests.size();
  }

  /**
   * Sends the requests, each again while the gateway says that it is busy, and returns when all
   * have succeeded.
   *
   * @throws CommandFailure when the gateway refuses one, or when it takes too long
   */
  static void send(HttpPool http, Collection<byte[]> requests, BooleanSupplier stopped) {
    new Preparation(http, requests).run(stopped);
  }

  private void run(BooleanSupplier stopped) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (missing > 0 && !stopped.getAsBoolean()) {
      if (refusal != null) {
        throw new CommandFailure(
            "Expected the gateway to take a device or release, but "
                + refusal
                + "; check the token, and the gateway's log");
      }
      if (System.nanoTime() - end > 0) {
        throw new CommandFailure(
            "Expected the gateway to register the devices within "
                + LIMIT.toMinutes()
                + " min, but "
                + missing
                + " are missing; see its log, or use fewer with --devices");
      }
      while (http.isFree() && !waiting.isEmpty() && mayGoOn()) {
        onTheirWay++;
        http.send(new Put(waiting.remove()));
      }
      http.turn(TURN_MS);
    }
  }

  private boolean mayGoOn() {
    return onTheirWay < MOST_AT_ONCE && System.nanoTime() - pauseUntilNanos >= 0;
  }

  private final class Put implements HttpCall {

    private final byte[] request;

    private Put(byte[] request) {
      this.request = request;
    }

    @Override
    public byte[] request() {
      return request;
    }

    @Override
    public void answered(HttpAnswer answer) {
      onTheirWay--;
      int status = answer.status();
      if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) {
        missing--;
      } else if (status == TOO_MANY || status == UNAVAILABLE) {
        later();
      } else {
        refusal = "it answers " + status;
      }
    }

    @Override
    public void failed(Exception cause) {
      onTheirWay--;
      later();
    }

    private void later() {
      waiting.add(request);
      pauseUntilNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }
}
