package dev.drydock.cli.up;

import dev.drydock.kit.cluster.Cluster;
import dev.drydock.kit.terminal.CommandFailure;
import dev.drydock.kit.terminal.StopSignal;
import dev.drydock.kit.token.LocalCaller;
import dev.drydock.local.LocalStack;
import dev.drydock.local.Service;
import dev.drydock.local.process.ProcessRecord;
import dev.drydock.simulator.Behaviour;
import dev.drydock.simulator.DeviceSelection;
import dev.drydock.simulator.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole installation in the hands of this process: started, kept running, stopped. */
final class Installation implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(8);
  private static final Duration START_END = Duration.ofSeconds(20);
  private static final String FLEET_GROUP = "drydock-simulate";

  private final UpSettings settings;
  private final Steps steps;
  private final StopSignal signal;
  private final LocalStack stack;
  private final FleetPart fleet;
  private final ProcessRecord ready;
  private boolean isReady;
  private boolean isStopping;

  Installation(UpSettings settings, Steps steps, StopSignal signal) {
    this.settings = settings;
    this.steps = steps;
    this.signal = signal;
    this.stack = new LocalStack(settings.stack());
    this.fleet = new FleetPart(this::newFleet);
    this.ready = new ProcessRecord(settings.readyFile());
  }

  /**
   * Starts everything; returns when it is ready or the signal was raised.
   *
   * @throws CommandFailure when a part does not start
   */
  void start() {
    startStack();
    if (signal.isRaised()) {
      return;
    }
    String token = stack.identity().mint(LocalCaller.token(TOKEN_LIFETIME), Instant.now());
    var seed = new Seed(new GatewayClient(stack.url(Service.API_GATEWAY), token, signal), signal);
    seed.putReleases();
    steps.say("two releases are in the catalogue");
    if (settings.devices() > 0) {
      seed.registerDevices(settings.devices());
      if (signal.isRaised()) {
        return;
      }
      steps.say("%d devices are registered", settings.devices());
      fleet.start();
    }
    steps.print(Greeting.of(settings.stack().ports(), token, settings.devices()));
    ready.write(ProcessHandle.current());
    isReady = true;
  }

  /** Starts again what ends, until the signal is raised. */
  void keepRunning() {
    if (signal.isRaised()) {
      return;
    }
    List<Keeper> keepers = new ArrayList<>();
    long now = System.nanoTime();
    stack
        .parts()
        .forEach(part -> keepers.add(new Keeper(part, steps, settings.stack().patience(), now)));
    if (settings.devices() > 0) {
      keepers.add(new Keeper(fleet, steps, settings.stack().patience(), now));
    }
    while (!signal.await(TICK)) {
      keepers.forEach(keeper -> keeper.tend(System.nanoTime()));
    }
  }

  /** Stops everything; returns when all has ended. */
  @Override
  public void close() {
    sayStopping();
    if (isReady) {
      ready.delete(); // otherwise it belongs to the process that runs the installation
    }
    fleet.close();
    stack.close();
  }

  /** In a thread of its own, for a start that is under way can only be ended by another thread. */
  private void startStack() {
    var start = new FutureTask<Void>(() -> stack.start(new StartedSteps(steps)), null);
    new Thread(start, "start").start();
    while (!start.isDone()) {
      if (signal.await(TICK)) {
        sayStopping();
        stack.close();
        // what it was starting just then is stopped by its own thread, which must not end before
        awaitEnd(start);
        return;
      }
    }
    outcome(start);
  }

  private void sayStopping() {
    if (!isStopping) {
      isStopping = true;
      steps.say("stopping; a part that hangs is killed after 20 s");
    }
  }

  private static void awaitEnd(FutureTask<Void> start) {
    try {
      start.get(START_END.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // it was stopped: how it ended does not matter
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void outcome(FutureTask<Void> start) {
    try {
      start.get();
    } catch (ExecutionException e) {
      throw new CommandFailure(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted while the installation was started", e);
    }
  }

  private Fleet newFleet() {
    var cluster =
        new Cluster(stack.bootstrapServers(), stack.registryUrl(), settings.stack().topics());
    return new Fleet(
        cluster,
        FLEET_GROUP,
        DeviceSelection.all(LocalCaller.TENANT),
        Behaviour.flawless(settings.thinkTime()));
  }
}
