package dev.drydock.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.cli.ddi.DdiFeedback;
import dev.drydock.cli.ddi.DdiPoll;
import dev.drydock.cli.ddi.DdiRequests;
import dev.drydock.cli.http.HttpAnswer;
import dev.drydock.cli.http.HttpCall;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One operation over HTTP, from its POST to the sight of its end: one request after the other. A
 * request that does not lead on is sent again after a pause, which is doubled a few times, until
 * the run is over.
 */
final class Cycle implements HttpCall {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int FIRST_SERVER_ERROR = 500;

  /** Not longer than an operation's way through the log, of which the view is the last part. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int MOST_DOUBLINGS = 3;

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
    } else if (!load.isOpen(this)) {
      // the run is over
      return;
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
    } else if (load.isOpen(this)) {
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
    boolean isGone = status == NOT_FOUND || status == GONE;
    if (isGone && !refused.isLast()) {
      step = refused == Step.FETCH ? Step.POLL : Step.LOOK;
    }
    again(refused, Integer.toString(status));
  }

  private void understand(Step answered, String body) {
    try {
      switch (answered) {
        case POLL -> listed(DdiPoll.read(body).deployment());
        case FETCH, PROCEED, CLOSE -> goOn(answered);
        case LOOK -> seen(MAPPER.readTree(body).path("status").asText());
      }
    } catch (IllegalArgumentException | JsonProcessingException e) {
      again(answered, "unreadable");
    }
  }

  private void listed(int number) {
    if (number == 0) {
      again(Step.POLL, "nothing listed");
    } else {
      deployment = number;
      goOn(Step.POLL);
    }
  }

  private void seen(String status) {
    if (!FINAL.contains(status)) {
      again(Step.LOOK, status);
      return;
    }
    long now = System.nanoTime();
    load.done(this, Step.LOOK, now - stepNanos);
    load.ended(this, new FinalStatus(operationId, status, now));
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
    load.send(this, next, next.isLast() ? nowNanos + PAUSE_NANOS : nowNanos);
  }

  private void again(Step tried, String why) {
    load.repeated(this, tried, why);
    long pause = PAUSE_NANOS << Math.min(tries++, MOST_DOUBLINGS);
    load.send(this, Objects.requireNonNull(step, "it is under way"), System.nanoTime() + pause);
  }
}
