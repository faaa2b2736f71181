package dev.drydock.bench;

import dev.drydock.kit.ddi.DdiPoll;
import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpPool;
import dev.drydock.kit.terminal.CommandFailure;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts into an installation what a load needs, by its own API and as fast as its connections and
 * limits allow.
 */
final class Preparation {

  /** So long may nothing succeed; all together takes as long as it takes. */
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long TURN_MS = 10;

  /** A server that has just been started is slow; more at once would only time out in its queue. */
  private static final int MOST_AT_ONCE = 32;

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final HttpPool http;
  private final Server server;
  private final @Nullable Predicate<String> isDone;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int missing;
  private int onTheirWay;
  private boolean isAnswered;
  private long succeededNanos = System.nanoTime();
  private long pauseUntilNanos = System.nanoTime();
  private @Nullable String refusal;

  private Preparation(
      HttpPool http,
      Server server,
      Collection<byte[]> requests,
      @Nullable Predicate<String> isDone) {
    this.http = http;
    this.server = server;
    this.isDone = isDone;
    waiting.addAll(requests);
    missing = requests.size();
  }

  /**
   * Who is asked.
   *
   * @param name as a sentence names it
   * @param advice what to look at when it refuses
   */
  record Server(String name, String advice) {

    /** Returns what checks the token of the caller. */
    static Server gateway(Object address) {
      return new Server("the gateway at " + address, "check --gateway, --token and its log");
    }

    /** Returns what checks the tokens of the devices. */
    static Server dispatcher(Object address) {
      return new Server(
          "the dispatcher at " + address,
          "check --dispatcher, the secret of the devices' tokens (--secret or --data), and that"
              + " devices may register themselves");
    }
  }

  /**
   * Sends the requests, each again while the server says that it is busy, and returns when all have
   * succeeded.
   *
   * @throws CommandFailure when the server refuses one or is not there, or nothing succeeds any
   *     more
   */
  static void send(
      HttpPool http, Server server, Collection<byte[]> requests, BooleanSupplier stopped) {
    new Preparation(http, server, requests, null).run(stopped);
  }

  /**
   * Sends the requests as {@link #send} does, each again until its answer's body is as it should
   * be.
   */
  static void await(
      HttpPool http,
      Server server,
      Collection<byte[]> requests,
      Predicate<String> isDone,
      BooleanSupplier stopped) {
    new Preparation(http, server, requests, isDone).run(stopped);
  }

  /**
   * Lets each device say what it is, which registers it. That is durable when it is answered, and
   * in force when the device is not asked for it any more.
   *
   * @throws CommandFailure as {@link #send} does
   */
  static void introduce(
      HttpPool dispatcher,
      Server server,
      DdiRequests ddi,
      Collection<String> devices,
      BooleanSupplier stopped) {
    Map<String, String> attributes = Map.of("model", "bench");
    send(
        dispatcher,
        server,
        devices.stream().map(device -> ddi.configData(device, attributes)).toList(),
        stopped);
    await(
        dispatcher,
        server,
        devices.stream().map(ddi::poll).toList(),
        body -> !DdiPoll.read(body).wantsConfigData(),
        stopped);
  }

  private void run(BooleanSupplier stopped) {
    while (missing > 0 && !stopped.getAsBoolean()) {
      if (refusal != null) {
        throw failure(refusal);
      }
      if (System.nanoTime() - succeededNanos > LONGEST_STANDSTILL.toNanos()) {
        throw failure(
            "for "
                + LONGEST_STANDSTILL.toMinutes()
                + " min it took nothing, and "
                + missing
                + " are missing");
      }
      while (http.isFree() && !waiting.isEmpty() && mayGoOn()) {
        onTheirWay++;
        http.send(new Request(waiting.remove()));
      }
      http.turn(TURN_MS);
    }
  }

  private CommandFailure failure(String found) {
    return new CommandFailure(
        "Expected "
            + server.name
            + " to take what the bench needs, but "
            + found
            + "; "
            + server.advice);
  }

  private boolean mayGoOn() {
    return onTheirWay < MOST_AT_ONCE && System.nanoTime() - pauseUntilNanos >= 0;
  }

  private final class Request implements HttpCall {

    private final byte[] request;

    private Request(byte[] request) {
      this.request = request;
    }

    @Override
    public byte[] request() {
      return request;
    }

    @Override
    public boolean wantsBody() {
      return isDone != null;
    }

    @Override
    public void answered(HttpAnswer answer) {
      onTheirWay--;
      isAnswered = true;
      int status = answer.status();
      if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) {
        succeeded(answer.body());
      } else if (status == TOO_MANY || status == UNAVAILABLE) {
        later();
      } else {
        refusal = "it answers " + status;
      }
    }

    @Override
    public void failed(Exception cause) {
      onTheirWay--;
      if (!isAnswered && cause instanceof ConnectException) {
        refusal = "no process listens there";
      } else {
        later();
      }
    }

    private void succeeded(String body) {
      if (isDone == null || isDone.test(body)) {
        missing--;
        succeededNanos = System.nanoTime();
      } else {
        later();
      }
    }

    private void later() {
      waiting.add(request);
      pauseUntilNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }
}
