package dev.drydock.bench;

import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpPool;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An open-loop load of complete cycles over HTTP: each request goes to the device that has been
 * idle for longest, and is followed by all that its device and its caller do. A request that finds
 * no idle device waits, and its latency counts on. What a run writes off, or is in doubt about,
 * goes on in the next one, uncounted: its device is idle when that is over. One thread does
 * everything.
 */
final class CycleLoad implements Load {

  private final HttpPool gateway;
  private final HttpPool dispatcher;
  private final GraphRequests graph;
  private final DdiRequests ddi;
  private final List<String> devices;
  private final LaterCalls toGateway;
  private final LaterCalls toDispatcher;
  private final FirstLook firstLook = new FirstLook();
  private final Deque<String> idle = new ArrayDeque<>();

  /** The operations of this run that are not final. */
  private final Set<Cycle> open = new LinkedHashSet<>();

  private final EndedOperations ended = new EndedOperations();
  private RunTally tally = new RunTally(new AnswerTally(0, 0));
  private StepTally steps = new StepTally(new AnswerTally(0, 0));

  /** Makes a load of devices that are idle. */
  CycleLoad(
      HttpPool gateway,
      HttpPool dispatcher,
      GraphRequests graph,
      DdiRequests ddi,
      Collection<String> devices) {
    this.gateway = gateway;
    this.dispatcher = dispatcher;
    this.graph = graph;
    this.ddi = ddi;
    this.devices = List.copyOf(devices);
    toGateway = new LaterCalls(gateway);
    toDispatcher = new LaterCalls(dispatcher);
    idle.addAll(devices);
  }

  @Override
  public RunTally.Outcome run(LoadPlan plan, OpenLoop.Window window, BooleanSupplier stopped) {
    ended.clear();
    var loop = new OpenLoop(gateway, new Updates(), plan);
    tally = new RunTally(loop.answers());
    steps = new StepTally(loop.answers());
    loop.run(window, stopped);
    writeOff();
    return tally.outcome();
  }

  @Override
  public StepTally.Steps steps() {
    return steps.steps(firstLook.nanos());
  }

  @Override
  public ReadLoad reads() {
    return ended.reads(gateway, graph);
  }

  @Override
  public ReadLoad polls() {
    return new ReadLoad(dispatcher, devices.stream().map(ddi::poll).toList());
  }

  GraphRequests graph() {
    return graph;
  }

  DdiRequests ddi() {
    return ddi;
  }

  FirstLook firstLook() {
    return firstLook;
  }

  /** An operation is accepted. */
  void opened(Cycle cycle) {
    open.add(cycle);
  }

  /** Sends the request of an operation's next step at a time. */
  void send(Cycle cycle, Step step, long atNanos) {
    (step.isLast() ? toGateway : toDispatcher).add(cycle, atNanos);
  }

  void done(Cycle cycle, Step step, long tookNanos) {
    if (open.contains(cycle)) {
      steps.done(step, cycle.intendedNanos(), tookNanos);
    }
  }

  void repeated(Cycle cycle, Step step, String why) {
    if (open.contains(cycle)) {
      steps.repeated(step, why, cycle.intendedNanos());
    }
  }

  /** An operation is final. */
  void ended(Cycle cycle, FinalStatus end) {
    if (open.remove(cycle)) {
      tally.ended(cycle.intendedNanos(), end);
      steps.ended(cycle.intendedNanos());
      ended.add(end.operationId(), cycle.deviceId());
    }
    idle.add(cycle.deviceId());
  }

  /** A request was refused before anything came of it. */
  void refused(Cycle cycle) {
    idle.add(cycle.deviceId());
  }

  /** Something may have come of a request. */
  void doubted(Cycle cycle) {
    cycle.clearUp();
  }

  /** Nothing came of it, or that is over. */
  void clearedUp(Cycle cycle) {
    idle.add(cycle.deviceId());
  }

  private void writeOff() {
    long now = System.nanoTime();
    for (Cycle cycle : open) {
      tally.neverEnded(cycle.intendedNanos());
      steps.done(cycle.step(), cycle.intendedNanos(), now - cycle.stepNanos());
    }
    open.clear();
  }

  /** Updates of whatever devices are idle. */
  private final class Updates implements OpenLoop.Source {

    @Override
    public @Nullable HttpCall next(long intendedNanos) {
      String deviceId = idle.poll();
      return deviceId == null ? null : new Cycle(CycleLoad.this, deviceId, intendedNanos);
    }

    @Override
    public void turned() {
      long now = System.nanoTime();
      toGateway.sendDue(now);
      toDispatcher.sendDue(now);
    }

    @Override
    public boolean isAtRest() {
      return open.isEmpty();
    }
  }
}
