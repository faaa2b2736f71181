package dev.drydock.dispatcher.core;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a dock: what is decided, and what a decision changes.
 *
 * <p>Whether a device may hold its dock longer than it should is not the dock's business: only the
 * end of the operation, which has deadlines, frees it.
 */
public final class DockRules {

  private DockRules() {}

  /**
   * Decides about an input.
   *
   * @param remembered what was admitted under the idempotency key of the request that the input is,
   *     or under its operation's id; null when nothing was
   * @param at when the input happened
   * @param numbers which number an update gets
   * @return the decision; nothing when a device's report or an operation's end changes nothing
   */
  public static Optional<DockEvent> decide(
      Dock dock,
      @Nullable Remembered remembered,
      DockInput input,
      Instant at,
      DeploymentNumbers numbers) {
    return switch (input.kind()) {
      case REQUEST_UPDATE -> {
        DockInput.RequestUpdate request = (DockInput.RequestUpdate) input;
        yield Optional.of(
            remembered == null ? request(dock, request, at, numbers) : repeat(remembered, request));
      }
      case CANCEL_OPERATION -> Optional.of(cancel(dock, (DockInput.CancelOperation) input));
      case REGISTER_DEVICE -> Optional.of(register(dock, (DockInput.RegisterDevice) input, at));
      case RETIRE_DEVICE -> Optional.of(retire(dock, (DockInput.RetireDevice) input));
      case REQUEST_ATTRIBUTES -> Optional.of(requestAttributes(dock));
      case FETCH_UPDATE -> Optional.of(fetch(dock, (DockInput.FetchUpdate) input, at));
      case SAY_HELLO -> hello(dock, (DockInput.SayHello) input, at);
      case ANSWER_OF_DEVICE -> answer(dock, (DockInput.AnswerOfDevice) input);
      case END_OPERATION -> end(dock, (DockInput.EndOperation) input, at);
    };
  }

  /** Returns the dock after a decision. */
  public static Dock evolve(Dock dock, DockEvent event) {
    return switch (event.kind()) {
      case UPDATE_ADMITTED -> dock.admitted(((DockEvent.UpdateAdmitted) event).holder());
      case UPDATE_DELIVERED -> noting(delivered(dock), ((DockEvent.UpdateDelivered) event).heard());
      case FETCH_REFUSED -> noting(dock, ((DockEvent.FetchRefused) event).heard());
      case UPDATE_WITHDRAWN -> dock.withHolder(((DockEvent.UpdateWithdrawn) event).holder());
      case CANCEL_REQUESTED -> dock.withHolder(((DockEvent.CancelRequested) event).holder());
      case DOCK_RELEASED -> {
        DockEvent.DockReleased released = (DockEvent.DockReleased) event;
        yield noting(dock.released(released), released.changed());
      }
      case LATE_SUCCESS -> {
        DockEvent.LateSuccess late = (DockEvent.LateSuccess) event;
        yield noting(dock.succeededLate(late.operationId()), late.changed());
      }
      case DEVICE_ANSWERED -> {
        DockEvent.DeviceAnswered answered = (DockEvent.DeviceAnswered) event;
        yield dock.answered(answered.operationId(), answered.answer());
      }
      case DEVICE_REGISTERED ->
          dock.withRegistration(((DockEvent.DeviceRegistered) event).registration());
      case DEVICE_HEARD -> dock.withRegistration(((DockEvent.DeviceHeard) event).registration());
      case DEVICE_RETIRED -> dock.retired();
      case ATTRIBUTES_REQUESTED ->
          dock.withRegistration(((DockEvent.AttributesRequested) event).registration());
      case ADMISSION_REPEATED,
          ATTRIBUTES_REQUEST_REFUSED,
          UPDATE_SKIPPED,
          UPDATE_CONFLICTED,
          UPDATE_REFUSED,
          CANCEL_REFUSED,
          EDIT_REFUSED,
          RETIREMENT_REFUSED ->
          dock;
    };
  }

  /** Whatever became of the operation since: a request is admitted once, and an id is, too. */
  private static DockEvent repeat(Remembered remembered, DockInput.RequestUpdate request) {
    IdempotencyKey key = request.key();
    boolean isSame =
        remembered.operationId().equals(request.operationId())
            || key != null && remembered.body().equals(key.body());
    return isSame
        ? new DockEvent.AdmissionRepeated(remembered.operationId())
        : new DockEvent.UpdateRefused(DockEvent.Refusal.KEY_REUSED);
  }

  private static DockEvent request(
      Dock dock, DockInput.RequestUpdate request, Instant at, DeploymentNumbers numbers) {
    Holder holder = dock.holder();
    if (holder != null) {
      return dock.isHeldBy(request.operationId())
          ? new DockEvent.AdmissionRepeated(request.operationId())
          : new DockEvent.UpdateConflicted(holder);
    }
    Registration known = dock.registration();
    if (known == null) {
      return new DockEvent.UpdateRefused(DockEvent.Refusal.DEVICE_UNKNOWN);
    }
    String runs = known.runs().byType().get(request.offer().software().type());
    if (request.premise().isWrong(runs)) {
      return new DockEvent.UpdateRefused(DockEvent.Refusal.VERSION_DIFFERS, runs);
    }
    if (request.premise().skipsInstalled() && request.offer().software().version().equals(runs)) {
      return new DockEvent.UpdateSkipped(request.operationId(), request.key());
    }
    return new DockEvent.UpdateAdmitted(
        Holder.admitted(
            request.operationId(),
            numbers.after(dock.lastDeploymentNumber()),
            at,
            known.channel(),
            request.offer()),
        request.key());
  }

  /** What was withdrawn stays withdrawn as it was: its end is on its way. */
  private static DockEvent cancel(Dock dock, DockInput.CancelOperation cancel) {
    Holder holder = dock.holder();
    if (holder == null || !dock.isHeldBy(cancel.operationId())) {
      return new DockEvent.CancelRefused(cancel.operationId());
    }
    if (holder.isWithdrawn()) {
      return new DockEvent.UpdateWithdrawn(holder, true);
    }
    if (cancel.force()) {
      return new DockEvent.UpdateWithdrawn(holder.withdrawn(Withdrawal.FORCED), false);
    }
    return holder.isGiven()
        ? new DockEvent.CancelRequested(holder.withCancelRequested())
        : new DockEvent.UpdateWithdrawn(holder.withdrawn(Withdrawal.UNSEEN), false);
  }

  private static DockEvent register(Dock dock, DockInput.RegisterDevice request, Instant at) {
    Registration known = dock.registration();
    if (known == null && !request.creates()) {
      return new DockEvent.EditRefused(DockEvent.Refusal.DEVICE_UNKNOWN);
    }
    if (!request.precondition().holds(known)) {
      return new DockEvent.EditRefused(DockEvent.Refusal.PRECONDITION_FAILED);
    }
    Channel channel = request.edit().channel(known);
    return new DockEvent.DeviceRegistered(
        known == null
            ? Registration.first(
                request.by(), channel, request.edit().runs(SoftwareVersions.NONE), at)
            : known.edited(channel, request.edit().runs(known.runs())));
  }

  /** Deployment numbers go on should the device come back: its bridge may remember the last. */
  private static DockEvent retire(Dock dock, DockInput.RetireDevice request) {
    if (dock.holder() != null || dock.registration() == null) {
      return new DockEvent.RetirementRefused(dock.holder());
    }
    return request.precondition().holds(dock.registration())
        ? new DockEvent.DeviceRetired()
        : new DockEvent.EditRefused(DockEvent.Refusal.PRECONDITION_FAILED);
  }

  /** What is known of the device stays until it answers. */
  private static DockEvent requestAttributes(Dock dock) {
    Registration known = dock.registration();
    return known == null
        ? new DockEvent.AttributesRequestRefused()
        : new DockEvent.AttributesRequested(known.toDescribeItself());
  }

  /** A device that asks again is given the update again: its answer may have been lost. */
  private static DockEvent fetch(Dock dock, DockInput.FetchUpdate fetch, Instant at) {
    Registration heard = heard(dock.registration(), null, at);
    Holder holder = dock.holder();
    if (holder == null || !dock.isHeldBy(fetch.operationId())) {
      return new DockEvent.FetchRefused(fetch.operationId(), DockEvent.FetchRefusal.GONE, heard);
    }
    if (holder.isWithdrawn()) {
      return new DockEvent.FetchRefused(
          fetch.operationId(), DockEvent.FetchRefusal.WITHDRAWN, heard);
    }
    // after its final report a device is not given the update again: it would install it once more
    return holder.finalReport() != null
        ? new DockEvent.FetchRefused(fetch.operationId(), DockEvent.FetchRefusal.GONE, heard)
        : new DockEvent.UpdateDelivered(fetch.operationId(), heard);
  }

  /** A device that polls is known from then on, and reached that way. */
  private static Optional<DockEvent> hello(Dock dock, DockInput.SayHello hello, Instant at) {
    Registration known = dock.registration();
    DockInput.Introduction introduction = hello.introduction();
    if (known == null) {
      return Optional.ofNullable(introduction)
          .map(i -> Registration.first(i.by(), i.channel(), hello.runs(), at))
          .map(first -> first.met(hello.description(), at))
          .map(DockEvent.DeviceRegistered::new);
    }
    Channel channel = introduction == null ? known.channel() : introduction.channel();
    return Optional.ofNullable(
            known.heard(channel, known.runs().with(hello.runs()), hello.description(), at))
        .map(DockEvent.DeviceHeard::new);
  }

  /** What changes nothing of what the dock knows is not noted, however often it is said. */
  private static Optional<DockEvent> answer(Dock dock, DockInput.AnswerOfDevice said) {
    return dock.isNews(said.operationId(), said.answer())
        ? Optional.of(new DockEvent.DeviceAnswered(said.operationId(), said.answer()))
        : Optional.empty();
  }

  private static Optional<DockEvent> end(Dock dock, DockInput.EndOperation ended, Instant at) {
    if (!dock.isHeldBy(ended.operationId())) {
      boolean isLate = ended.attempt().installed() && ended.end() != End.SUCCESSFUL;
      return isLate ? late(dock, ended) : Optional.empty();
    }
    Attempt attempt = attempt(dock, ended);
    Software installed = attempt != null && attempt.installed() ? attempt.software() : null;
    return Optional.of(
        new DockEvent.DockReleased(
            ended.operationId(),
            ended.end(),
            at,
            ended.finalReport(),
            attempt,
            heard(dock.registration(), installed, ended.lastHeardAt())));
  }

  /**
   * What a device installed after all is what it runs, unless a later update has brought another
   * version since. Told once more, or of a former life, it changes nothing.
   */
  private static Optional<DockEvent> late(Dock dock, DockInput.EndOperation ended) {
    return dock.failedAttempt(ended.operationId())
        .map(
            attempt ->
                new DockEvent.LateSuccess(
                    attempt.operationId(),
                    dock.isOvertaken(attempt)
                        ? null
                        : heard(dock.registration(), attempt.software(), ended.lastHeardAt())));
  }

  /** What is downloaded only does not run, however it ends. */
  private static @Nullable Attempt attempt(Dock dock, DockInput.EndOperation ended) {
    return dock.holder() == null || dock.holder().downloadOnly() ? null : ended.attempt();
  }

  private static @Nullable Registration heard(
      @Nullable Registration known, @Nullable Software installed, @Nullable Instant at) {
    if (known == null) {
      return null;
    }
    SoftwareVersions runs = installed == null ? known.runs() : known.runs().with(installed);
    return known.heard(known.channel(), runs, DockInput.Description.NONE, at);
  }

  private static Dock noting(Dock dock, @Nullable Registration changed) {
    return changed == null ? dock : dock.withRegistration(changed);
  }

  private static Dock delivered(Dock dock) {
    Holder holder = dock.holder();
    if (holder == null) {
      throw new IllegalStateException(
          "Expected a holder when an update is delivered, but the dock is free: " + dock);
    }
    return dock.withHolder(holder.withDelivered());
  }
}
