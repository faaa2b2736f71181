package dev.drydock.simulator;

import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import java.time.Duration;

/**
 * A device says something of a deployment. What is not heard is said again after a while, of
 * progress a few times, of an end until it is heard or the dispatcher does not want to know.
 */
final class DdiSaying implements HttpCall {

  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final int MOST_TRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  /** Devices that were refused at the same moment do not come back at the same moment. */
  private static final int SPREAD = 16;

  private final DdiFleet fleet;
  private final DdiDevice device;
  private final DdiWord word;

  DdiSaying(DdiFleet fleet, DdiDevice device, DdiWord word) {
    this.fleet = fleet;
    this.device = device;
    this.word = word;
  }

  void start() {
    device.speaks(word);
    fleet.dispatchers().send(device, this);
  }

  @Override
  public byte[] request() {
    DdiRequests requests = fleet.dispatchers().requests(device);
    String deviceId = fleet.script().deviceId(device.number());
    return word.isOfCancel()
        ? requests.cancelFeedback(deviceId, word.number(), word.feedback())
        : requests.feedback(deviceId, word.number(), word.feedback());
  }

  @Override
  public void answered(HttpAnswer answer) {
    int status = answer.status();
    if (status == OK) {
      fleet.tally().heard();
      done();
      return;
    }
    fleet.tally().failed(what(), Integer.toString(status));
    if (status == TOO_MANY || status >= FIRST_SERVER_ERROR) {
      unanswered();
    } else {
      done();
    }
  }

  @Override
  public void failed(Exception cause) {
    fleet.tally().failed(what(), "no answer");
    unanswered();
  }

  private void unanswered() {
    int tries = device.unanswered();
    if (tries >= MOST_TRIES && !word.isClosing()) {
      done();
      return;
    }
    fleet.tally().repeated();
    fleet.spoken();
    long wait = FIRST_WAIT.toNanos() << Math.min(tries - 1, MOST_DOUBLINGS);
    fleet.wakeAt(device, System.nanoTime() + wait + wait / SPREAD * (device.number() % SPREAD));
  }

  private void done() {
    boolean wasOpen = device.isOpen();
    device.done(word, fleet.script());
    fleet.opened(wasOpen, device);
    fleet.spoken();
    fleet.wake(device);
  }

  private String what() {
    return word.isOfCancel() ? "cancel feedback" : "feedback";
  }
}
