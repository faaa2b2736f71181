package dev.drydock.simulator;

import dev.drydock.kit.ddi.DdiPoll;
import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device asks what there is to do, and fetches it: one request after the other, until there is
 * nothing more or one is not answered. What was not done is listed again at its next visit.
 */
final class DdiVisit implements HttpCall {

  private static final int OK = 200;

  private final DdiFleet fleet;
  private final DdiDevice device;
  private final long startNanos;
  private Step step = Step.POLL;
  private @Nullable DdiPoll told;

  private enum Step {
    POLL,
    CONFIG_DATA,
    CANCEL,
    DEPLOYMENT
  }

  /** Makes one that was due at a time. */
  DdiVisit(DdiFleet fleet, DdiDevice device, long startNanos) {
    this.fleet = fleet;
    this.device = device;
    this.startNanos = startNanos;
  }

  void start() {
    fleet.dispatchers().send(device, this);
  }

  @Override
  public byte[] request() {
    DdiRequests requests = fleet.dispatchers().requests(device);
    String deviceId = fleet.script().deviceId(device.number());
    return switch (step) {
      case POLL -> requests.poll(deviceId);
      case CONFIG_DATA -> requests.configData(deviceId, attributes());
      case CANCEL -> requests.cancel(deviceId, told().cancel());
      case DEPLOYMENT -> requests.deployment(deviceId, told().deployment());
    };
  }

  @Override
  public boolean wantsBody() {
    return true;
  }

  @Override
  public void answered(HttpAnswer answer) {
    if (answer.status() != OK) {
      end(Integer.toString(answer.status()));
      return;
    }
    try {
      understand(answer.body());
    } catch (IllegalArgumentException e) {
      end("unreadable");
      return;
    }
    Step next = next();
    if (next == null || fleet.isEnding()) {
      over();
    } else {
      step = next;
      start();
    }
  }

  @Override
  public void failed(Exception cause) {
    end("no answer");
  }

  private void understand(String body) {
    switch (step) {
      case POLL -> {
        told = DdiPoll.read(body);
        fleet.tally().polled();
      }
      case CONFIG_DATA -> {
        device.described();
        fleet.tally().described();
      }
      case CANCEL -> stop(DdiPoll.readStopId(body));
      case DEPLOYMENT -> take(DdiPoll.readId(body));
    }
  }

  private void stop(int deployment) {
    boolean wasOpen = device.isOpen();
    CancelPlan plan = device.cancel(deployment, fleet.script());
    fleet.opened(wasOpen, device);
    fleet.tally().withdrawn(plan.outcome());
    fleet.wake(device);
  }

  private void take(int deployment) {
    boolean wasOpen = device.isOpen();
    AckPlan plan = device.take(deployment, fleet.script(), System.nanoTime());
    fleet.opened(wasOpen, device);
    fleet.tally().fetched(plan.outcome());
    fleet.wake(device);
  }

  /** What is told first is done first; while something is to be stopped, nothing is begun. */
  private @Nullable Step next() {
    boolean isFirst = step == Step.POLL;
    if (isFirst && told().wantsConfigData() && !device.isDescribed()) {
      return Step.CONFIG_DATA;
    }
    if (!isFirst && step != Step.CONFIG_DATA) {
      return null;
    }
    if (told().cancel() != 0) {
      return device.isNewCancel(told().cancel()) ? Step.CANCEL : null;
    }
    return device.isNew(told().deployment()) ? Step.DEPLOYMENT : null;
  }

  private void end(String why) {
    fleet.tally().failed(step.name().toLowerCase(Locale.ROOT), why);
    over();
  }

  private void over() {
    fleet.visited(device, startNanos, told);
  }

  private DdiPoll told() {
    if (told == null) {
      throw new IllegalStateException("Expected to be told something first, but it is not");
    }
    return told;
  }

  private Map<String, String> attributes() {
    return Map.of("serialNo", "S-" + device.number(), "model", "simulated");
  }
}
