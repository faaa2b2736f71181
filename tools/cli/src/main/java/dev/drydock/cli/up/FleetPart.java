package dev.drydock.cli.up;

import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.local.process.StackPart;
import dev.drydock.simulator.Fleet;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The installation's simulated fleet: a thread of this process, for it needs next to nothing. */
final class FleetPart implements StackPart, AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final Supplier<Fleet> fleets;
  private @Nullable Player player;

  /** Plays a new fleet at each start. */
  FleetPart(Supplier<Fleet> fleets) {
    this.fleets = fleets;
  }

  @Override
  public String name() {
    return "the simulated fleet";
  }

  @Override
  public void start() {
    player = new Player(fleets.get());
    player.thread.start();
  }

  @Override
  public boolean isAlive() {
    return player != null && player.thread.isAlive();
  }

  @Override
  public boolean isReady() {
    return player != null && player.fleet.isJoined();
  }

  @Override
  public String lastLines(int lines) {
    return "it says: " + (player == null ? "nothing" : player.lastLines);
  }

  @Override
  public void close() {
    if (player == null) {
      return;
    }
    player.stopped.set(true);
    try {
      player.thread.join(STOP_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Player implements Runnable {
    private final Fleet fleet;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = new Thread(this, "fleet");
    private volatile String lastLines = "nothing";

    private Player(Fleet fleet) {
      this.fleet = fleet;
      thread.setDaemon(true);
    }

    @Override
    public void run() {
      try {
        fleet.run(stopped::get);
      } catch (CommandFailure | KafkaException e) {
        lastLines = String.valueOf(e.getMessage());
      }
    }
  }
}
