package dev.drydock.e2e;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps asking for updates of a fleet, one device after the other, whatever becomes of it. */
final class Poster {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(40);

  private final GraphClient caller;
  private final Fleet fleet;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Answer> accepted = new CopyOnWriteArrayList<>();
  private final Queue<Answer> unexpected = new ConcurrentLinkedQueue<>();
  private int turns;

  /** Begins to ask. */
  Poster(GraphClient caller, Fleet fleet) {
    this.caller = caller;
    this.fleet = fleet;
    clock.scheduleWithFixedDelay(this::post, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until so many more were accepted. */
  void awaitAccepted(int more) {
    int enough = accepted.size() + more;
    await(more + " more requests to be accepted")
        .atMost(TIMEOUT)
        .until(() -> accepted.size() >= enough);
  }

  /** Stops asking, once the last question is answered. */
  void stop() {
    clock.shutdown();
    await("end of asking").atMost(TIMEOUT).until(clock::isTerminated);
  }

  /** Returns the 202s. */
  List<Answer> accepted() {
    return List.copyOf(accepted);
  }

  /** Returns the answers that no caller is to get, whatever service is away. */
  List<Answer> unexpected() {
    return List.copyOf(unexpected);
  }

  /** No answer, and a 503, are what a caller may meet while a service is away. */
  private void post() {
    KafkaDevice device = fleet.devices().get(turns++ % fleet.devices().size());
    try {
      Answer answer = caller.updateSoftware(device.id(), Release.TEAMS);
      switch (answer.status()) {
        case 202 -> accepted.add(answer);
        case 409, 503 -> {
          // the dock is taken, or a service is away
        }
        default -> unexpected.add(answer);
      }
    } catch (UncheckedIOException e) {
      // the gateway is the one that is away
    }
  }
}
