package dev.drydock.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Sends a request again and again on several connections, each a moment after its answer. */
final class Flood implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpRequest request;
  private final Duration pause;
  private final List<Thread> senders;
  private volatile boolean isOver;

  private Flood(HttpRequest request, int connections, Duration pause) {
    this.request = request;
    this.pause = pause;
    this.senders =
        IntStream.range(0, connections)
            .mapToObj(i -> new Thread(this::send, "flood-" + i))
            .toList();
  }

  /**
   * Begins to send.
   *
   * @param pause what each connection rests after an answer
   */
  static Flood of(HttpRequest request, int connections, Duration pause) {
    Flood flood = new Flood(request, connections, pause);
    flood.senders.forEach(Thread::start);
    return flood;
  }

  /** Ends it, once the last requests are answered, and returns all answers. */
  List<Answer> end() {
    close();
    return List.copyOf(answers);
  }

  @Override
  public void close() {
    isOver = true;
    try {
      for (Thread sender : senders) {
        sender.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    try {
      while (!isOver) {
        answers.add(Answer.of(http.send(request, BodyHandlers.ofString())));
        Thread.sleep(pause.toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected an answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
