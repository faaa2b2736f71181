package dev.drydock.bench;

import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import dev.drydock.kit.http.HttpPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An open-loop load: each request goes to the device that has been idle for longest. A request that
 * finds no idle device waits, and its latency counts on.
 *
 * <p>One thread sends, receives and keeps the books; only the queue of final states is filled by
 * another.
 */
final class LoadGenerator implements Load {

  private static final int ACCEPTED = 202;
  private static final int FIRST_SERVER_ERROR = 500;

  private final HttpPool http;
  private final GraphRequests requests;
  private final Queue<FinalStatus> finals;
  private final Deque<String> idle = new ArrayDeque<>();

  /** What became of their requests is not known; by the next run they are idle, or answer 409. */
  private final List<String> doubtful = new ArrayList<>();

  private final Map<String, Flight> accepted = new LinkedHashMap<>();
  private final RecentFinals unclaimed = new RecentFinals();

  private final EndedOperations ended = new EndedOperations();
  private RunTally tally = new RunTally(new AnswerTally(0, 0));

  LoadGenerator(
      HttpPool http,
      GraphRequests requests,
      Collection<String> devices,
      Queue<FinalStatus> finals) {
    this.http = http;
    this.requests = requests;
    this.finals = finals;
    idle.addAll(devices);
  }

  @Override
  public RunTally.Outcome run(LoadPlan plan, OpenLoop.Window window, BooleanSupplier stopped) {
    idle.addAll(doubtful);
    doubtful.clear();
    ended.clear();
    var loop = new OpenLoop(http, new Updates(), plan);
    tally = new RunTally(loop.answers());
    loop.run(window, stopped);
    writeOff();
    return tally.outcome();
  }

  @Override
  public ReadLoad reads() {
    return ended.reads(http, requests);
  }

  @Override
  public ReadLoad polls() {
    return new ReadLoad(http, List.of());
  }

  private void writeOff() {
    for (Flight flight : accepted.values()) {
      tally.neverEnded(flight.intendedNanos);
      doubtful.add(flight.deviceId);
    }
    accepted.clear();
  }

  private void takeFinals() {
    for (FinalStatus end = finals.poll(); end != null; end = finals.poll()) {
      Flight flight = accepted.remove(end.operationId());
      if (flight == null) {
        unclaimed.add(end);
      } else {
        ended(flight, end);
      }
    }
  }

  private void ended(Flight flight, FinalStatus end) {
    tally.ended(flight.intendedNanos, end);
    ended.add(end.operationId(), flight.deviceId);
    idle.add(flight.deviceId);
  }

  /** Updates of whatever devices are idle. */
  private final class Updates implements OpenLoop.Source {

    @Override
    public @Nullable HttpCall next(long intendedNanos) {
      String deviceId = idle.poll();
      return deviceId == null ? null : new Flight(deviceId, intendedNanos);
    }

    @Override
    public void turned() {
      takeFinals();
    }

    @Override
    public boolean isAtRest() {
      return accepted.isEmpty();
    }
  }

  /** One operation, from the time its request was meant to be sent. */
  private final class Flight implements HttpCall {

    private final String deviceId;
    private final long intendedNanos;

    private Flight(String deviceId, long intendedNanos) {
      this.deviceId = deviceId;
      this.intendedNanos = intendedNanos;
    }

    @Override
    public byte[] request() {
      return requests.updateSoftware(deviceId);
    }

    @Override
    public void answered(HttpAnswer answer) {
      String operationId = answer.locatedId();
      if (answer.status() == ACCEPTED && operationId != null) {
        await(operationId);
      } else if (answer.status() < FIRST_SERVER_ERROR) {
        // refused before anything came of it
        idle.add(deviceId);
      } else {
        doubtful.add(deviceId);
      }
    }

    @Override
    public void failed(Exception cause) {
      doubtful.add(deviceId);
    }

    private void await(String operationId) {
      FinalStatus end = unclaimed.remove(operationId);
      if (end == null) {
        accepted.put(operationId, this);
      } else {
        ended(this, end);
      }
    }
  }

  /** The latest final states that were seen before their 202, or belong to another process. */
  private static final class RecentFinals {

    private static final int MOST = 10_000;

    private final Map<String, FinalStatus> byOperation = new LinkedHashMap<>();

    private void add(FinalStatus end) {
      byOperation.put(end.operationId(), end);
      if (byOperation.size() > MOST) {
        var oldest = byOperation.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }

    private @Nullable FinalStatus remove(String operationId) {
      return byOperation.remove(operationId);
    }
  }
}
