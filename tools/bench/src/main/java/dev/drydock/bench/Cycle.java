package dev.drydock.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.kit.ddi.DdiFeedback;
import dev.drydock.kit.ddi.DdiPoll;
import dev.drydock.kit.ddi.DdiRequests;
import dev.drydock.kit.http.HttpAnswer;
import dev.drydock.kit.http.HttpCall;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One operation over HTTP, from its POST to the sight of its end: one request after the other. A
 * request that does not lead on is sent again after a pause, which is doubled a few times; looks
 * come in equal distances.
 *
 * <p>It goes on when the run is over, uncounted, so that its device can be had again. Where it is
 * unknown whether there is an operation, the device asks until nothing is listed.
 */
final class Cycle implements HttpCall {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int FIRST_SERVER_ERROR = 500;

  /** Not longer than an operation's way through the log, of which the view is the last part. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int MOST_DOUBLINGS = 3;

  /** Then the caller looks: an operation that is not listed may be over. */
  private static final int MOST_EMPTY_POLLS = 10;

  /** After this time a request that was not answered has come to the dock, or never will. */
  private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Set<String> FINAL = Set.of("successful", "failed", "cancelled");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DdiFeedback PROCEEDING =
      DdiFeedback.proceeding(new DdiFeedback.Progress(1, 2), List.of("installing"));
  private static final DdiFeedback CLOSED = DdiFeedback.closed(true, "installed");

  private final CycleLoad load;
  private final String deviceId;
  private final long intendedNanos;

  /** Null before the POST is answered. */
  private @Nullable Step step;

  private String operationId = "";
  private int deployment;
  private long stepNanos;
  private int tries;
  private boolean isClosed;

  /** Makes one that begins when it is sent. */
  Cycle(CycleLoad load, String deviceId, long intendedNanos) {
    this.load = load;
    this.deviceId = deviceId;
    this.intendedNanos = intendedNanos;
  }

  String deviceId() {
    return deviceId;
  }

  long intendedNanos() {
    return intendedNanos;
  }

  /** Returns the step that it is at; only when its POST was accepted. */
  Step step() {
    return Objects.requireNonNull(step, "it is under way");
  }

  /** Returns when that began. */
  long stepNanos() {
    return stepNanos;
  }

  /** Finds out by the device whether something has come of the POST. */
  void clearUp() {
    turnTo(Step.POLL);
    load.send(this, Step.POLL, stepNanos + DOUBT_NANOS);
  }

  @Override
  public byte[] request() {
    if (step == null) {
      return load.graph().updateSoftware(deviceId);
    }
    DdiRequests ddi = load.ddi();
    return switch (step) {
      case POLL -> ddi.poll(deviceId);
      case FETCH -> ddi.deployment(deviceId, deployment);
      case PROCEED -> ddi.feedback(deviceId, deployment, PROCEEDING);
      case CLOSE -> ddi.feedback(deviceId, deployment, CLOSED);
      case LOOK -> load.graph().operation(deviceId, operationId);
    };
  }

  @Override
  public boolean wantsBody() {
    return step == Step.POLL || step == Step.LOOK;
  }

  @Override
  public void answered(HttpAnswer answer) {
    Step answered = step;
    if (answered == null) {
      answeredPost(answer);
    } else if (answer.status() != OK) {
      refused(answered, answer.status());
    } else {
      understand(answered, answer.body());
    }
  }

  @Override
  public void failed(Exception cause) {
    Step failed = step;
    if (failed == null) {
      load.doubted(this);
    } else {
      again(failed, "no answer");
    }
  }

  private void answeredPost(HttpAnswer answer) {
    String id = answer.locatedId();
    if (answer.status() == ACCEPTED && id != null) {
      operationId = id;
      load.opened(this);
      begin(Step.POLL, System.nanoTime());
    } else if (answer.status() < FIRST_SERVER_ERROR) {
      load.refused(this);
    } else {
      load.doubted(this);
    }
  }

  /** What is gone was replaced or has ended otherwise: the device asks, or the caller looks. */
  private void refused(Step refused, int status) {
    boolean isGone = status == NOT_FOUND;
    load.repeated(this, refused, Integer.toString(status));
    if (isGone && !refused.isLast()) {
      turnTo(refused == Step.FETCH || isInDoubt() ? Step.POLL : Step.LOOK);
    }
    pause();
  }

  private void understand(Step answered, String body) {
    try {
      switch (answered) {
        case POLL -> listed(DdiPoll.read(body).deployment());
        case FETCH, PROCEED -> goOn(answered);
        case CLOSE -> closed();
        case LOOK -> seen(MAPPER.readTree(body).path("status").asText());
      }
    } catch (IllegalArgumentException | JsonProcessingException e) {
      again(answered, "unreadable");
    }
  }

  private void listed(int number) {
    if (number != 0) {
      deployment = number;
      goOn(Step.POLL);
    } else if (isInDoubt()) {
      load.clearedUp(this);
    } else {
      load.repeated(this, Step.POLL, "nothing listed");
      if (tries >= MOST_EMPTY_POLLS) {
        turnTo(Step.LOOK);
      }
      pause();
    }
  }

  private void closed() {
    if (isInDoubt()) {
      turnTo(Step.POLL);
      pause();
    } else {
      isClosed = true;
      goOn(Step.CLOSE);
    }
  }

  private void seen(String status) {
    boolean isFinal = FINAL.contains(status);
    if (isClosed && tries == 0) {
      load.firstLook().looked(isFinal);
    }
    if (isFinal) {
      ended(status);
      return;
    }
    load.repeated(this, Step.LOOK, status);
    if (!isClosed) {
      turnTo(Step.POLL);
    }
    pause();
  }

  private void ended(String status) {
    long now = System.nanoTime();
    if (isClosed) {
      load.done(this, Step.LOOK, now - stepNanos);
    }
    load.ended(this, new FinalStatus(operationId, status, now));
  }

  private boolean isInDoubt() {
    return operationId.isEmpty();
  }

  private void goOn(Step done) {
    long now = System.nanoTime();
    load.done(this, done, now - stepNanos);
    begin(done.next(), now);
  }

  private void begin(Step next, long nowNanos) {
    step = next;
    stepNanos = nowNanos;
    tries = 0;
    // who looks at once sees the view before the end has come there
    load.send(this, next, next.isLast() ? nowNanos + load.firstLook().nanos() : nowNanos);
  }

  /** Is at another step from now on than the one that would be next. */
  private void turnTo(Step other) {
    step = other;
    stepNanos = System.nanoTime();
    tries = 0;
  }

  private void again(Step tried, String why) {
    load.repeated(this, tried, why);
    pause();
  }

  /** Sends the present step's request after a while. */
  private void pause() {
    long pause =
        step().isLast()
            ? load.firstLook().againNanos()
            : PAUSE_NANOS << Math.min(tries, MOST_DOUBLINGS);
    tries++;
    load.send(this, step(), System.nanoTime() + pause);
  }
}
