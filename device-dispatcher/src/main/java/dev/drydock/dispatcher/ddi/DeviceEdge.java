package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Dock;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls where the device's dock is. Thread-safe; no thread waits. */
public final class DeviceEdge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceEdge.class);
  private static final Answer OVERLOADED =
      Answer.tooMany("Too many requests at once: retry later.");

  /** hawkBit's device SDK 0.9 never polls again when a fetch is refused by another status. */
  private static final Answer NOT_NOW =
      Answer.unavailable("Too many requests at once: retry later.");

  private static final Answer TOO_OFTEN =
      Answer.tooMany(
          "Too many requests of this device within "
              + DeviceRates.SPAN.toSeconds()
              + " s: retry later.");
  private static final Answer MOVING =
      Answer.unavailable("The device is moving to another dispatcher: retry later.");
  private static final Answer FAILED =
      Answer.unavailable("It is not known whether the request was stored: retry later.");

  private final DockDirectory directory;
  private final Forwarder forwarder;
  private final Handlers handlers;
  private final Load load;
  private final DeviceRates writes;

  /** Reports are not among them: each device has one on its way at most. */
  private final DeviceRates calls;

  private final DdiMeters meters;
  private final ReportQueue reports;

  /** Takes what it needs. */
  public DeviceEdge(
      DockDirectory directory,
      Forwarder forwarder,
      Handlers handlers,
      LoadSettings limits,
      ReportSettings reports,
      DdiMeters meters) {
    this.directory = directory;
    this.forwarder = forwarder;
    this.handlers = handlers;
    this.load = new Load(limits);
    this.writes = new DeviceRates(limits.perDevice(), System::nanoTime);
    this.calls = new DeviceRates(limits.callsPerDevice(), System::nanoTime);
    this.meters = meters;
    this.reports = new ReportQueue(reports, call -> attempt(call, handlers.task(call)), meters);
  }

  /**
   * What a call comes to.
   *
   * @param weight when there are too many
   * @param isCounted whether it is one of those that a device may make so many of in a while
   * @param at answers it at the device's dock
   */
  record Task(
      Load.Weight weight,
      Predicate<Dock> isCounted,
      Function<Dock, CompletableFuture<Answer>> at) {}

  /** Answers a call, whose body is there; never fails. */
  CompletableFuture<Answer> answer(DeviceCall call) {
    return CompletableFuture.completedFuture(call)
        .thenCompose(this::answerOrFail)
        .exceptionally(this::failed)
        .thenApply(answer -> marked(call, answer));
  }

  /** Answers a call, whose body is there, of a device that has too many; never fails. */
  CompletableFuture<Answer> answerAtOnce(DeviceCall call) {
    boolean mayBeProgress = call.call().isFeedback() && !call.origin().isForwarded();
    return CompletableFuture.completedFuture(call)
        .thenApply(known -> mayBeProgress && reports.note(known, handlers.task(known)))
        .thenApply(isNoted -> isNoted ? Answer.DONE : TOO_OFTEN)
        .exceptionally(this::failed)
        .thenApply(answer -> marked(call, answer));
  }

  private CompletableFuture<Answer> answerOrFail(DeviceCall call) {
    boolean isFeedback = call.call().isFeedback();
    if (!isFeedback && !calls.isWithin(call.device())) {
      return CompletableFuture.completedFuture(tooOften(call));
    }
    Task task = handlers.task(call);
    if (call.origin().isForwarded()) {
      // what is not durable is kept by the instance that the device came to
      return attempt(call, task);
    }
    if (isFeedback) {
      return reports.answer(call, task);
    }
    return isUpdate(call) && reports.awaits(call.device()) ? ended(call) : attempt(call, task);
  }

  /** Writes the reports that wait, as far as that is possible in two seconds. */
  public void drainReports() {
    reports.drain();
  }

  /** Ends the attempts to write reports. */
  @Override
  public void close() {
    reports.close();
  }

  /** Returns the answer to a call that failed. */
  Answer failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      return refusal.answer();
    }
    if (isTransient(cause)) {
      LOG.debug("A call of a device failed", cause);
    } else {
      LOG.error("A device's request failed because of an error in this program", cause);
    }
    return FAILED;
  }

  /** The log, another instance or a dock's decision may be away or late; the rest are errors. */
  private static boolean isTransient(Throwable failure) {
    return failure instanceof KafkaException
        || failure instanceof IOException
        || failure instanceof TimeoutException;
  }

  /** Returns an answer as the instance takes it for ours that passed the call on. */
  static Answer marked(DeviceCall call, Answer answer) {
    return call.origin().isForwarded() ? answer.with(CallReader.ANSWERED, "true") : answer;
  }

  /** What the device has ended is not offered again while its report is on its way to the log. */
  private CompletableFuture<Answer> ended(DeviceCall call) {
    return CompletableFuture.completedFuture(
        call.call() == Call.POLL ? handlers.idle(call) : NOT_NOW);
  }

  private static boolean isUpdate(DeviceCall call) {
    return call.call() == Call.POLL || isFetch(call);
  }

  private CompletableFuture<Answer> attempt(DeviceCall call, Task task) {
    load.enter();
    return CompletableFuture.completedFuture(task)
        .thenCompose(known -> route(call, known))
        .exceptionally(this::failed)
        .whenComplete((answer, failure) -> load.leave());
  }

  private CompletableFuture<Answer> route(DeviceCall call, Task task) {
    if (!load.isTaken(task.weight())) {
      return shed(call);
    }
    DockPlace place = directory.find(call.device());
    if (place instanceof DockPlace.Here here) {
      boolean isTooOften = task.isCounted().test(here.dock()) && !writes.isWithin(call.device());
      return isTooOften
          ? CompletableFuture.completedFuture(tooOften(call))
          : task.at().apply(here.dock());
    }
    if (place instanceof DockPlace.Elsewhere elsewhere && !call.origin().isForwarded()) {
      return load.tryForward(task.weight(), elsewhere.instance())
          ? forward(call, elsewhere.instance())
          : shed(call);
    }
    return CompletableFuture.completedFuture(MOVING);
  }

  private CompletableFuture<Answer> forward(DeviceCall call, URI instance) {
    meters.forwarded(call.call());
    return forwarder.forward(call, instance).whenComplete((a, f) -> load.endForward(instance));
  }

  private CompletableFuture<Answer> shed(DeviceCall call) {
    meters.shed(call.call());
    return CompletableFuture.completedFuture(isFetch(call) ? NOT_NOW : OVERLOADED);
  }

  private static Answer tooOften(DeviceCall call) {
    return isFetch(call) ? NOT_NOW : TOO_OFTEN;
  }

  private static boolean isFetch(DeviceCall call) {
    return call.call() == Call.FETCH || call.call() == Call.CANCEL;
  }
}
