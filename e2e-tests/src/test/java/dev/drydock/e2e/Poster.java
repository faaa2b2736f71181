package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps asking for updates of a fleet, one device after the other, whatever becomes of it. */
final class Poster {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final GraphClient caller;
  private final Fleet fleet;
  private final Thread thread = new Thread(this::run, "e2e-poster");
  private final List<Answer> accepted = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  /** Begins to ask. */
  Poster(GraphClient caller, Fleet fleet) {
    this.caller = caller;
    this.fleet = fleet;
    thread.start();
  }

  /** Waits until so many more were accepted. */
  void awaitAccepted(int more) {
    int enough = accepted.size() + more;
    await(more + " more requests to be accepted")
        .atMost(TIMEOUT)
        .until(() -> accepted.size() >= enough);
  }

  /** Stops asking; returns what was accepted. */
  List<Answer> stop() {
    stopping = true;
    try {
      thread.join(TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(accepted);
  }

  private void run() {
    for (int i = 0; !stopping; i++) {
      post(fleet.devices().get(i % fleet.devices().size()));
    }
  }

  /** No answer, and a 503, are what a caller may meet while a service is away. */
  private void post(KafkaDevice device) {
    try {
      Answer answer = caller.updateSoftware(device.id(), Release.TEAMS);
      if (answer.status() == 202) {
        accepted.add(answer);
      } else if (answer.status() != 409 && answer.status() != 503) {
        throw new IllegalStateException("Expected 202, 409 or 503, but got " + answer);
      }
    } catch (UncheckedIOException e) {
      // the gateway is the one that is away
    }
  }
}
