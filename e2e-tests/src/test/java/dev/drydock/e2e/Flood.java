package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends a request again and again on several connections, each a moment after its answer. */
final class Flood implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpRequest request;
  private final ScheduledExecutorService connections;

  private Flood(HttpRequest request, int connections) {
    this.request = request;
    this.connections = Executors.newScheduledThreadPool(connections);
  }

  /**
   * Begins to send.
   *
   * @param pause what each connection rests after an answer
   */
  static Flood of(HttpRequest request, int connections, Duration pause) {
    Flood flood = new Flood(request, connections);
    for (int i = 0; i < connections; i++) {
      flood.connections.scheduleWithFixedDelay(
          flood::send, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
    return flood;
  }

  /** Ends it, once the last requests are answered, and returns all answers. */
  List<Answer> end() {
    close();
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    connections.shutdown();
    await("the last answers").atMost(TIMEOUT).until(connections::isTerminated);
  }

  private void send() {
    try {
      answers.add(Answer.of(http.send(request, BodyHandlers.ofString())));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
