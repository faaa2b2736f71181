package dev.drydock.dispatcher.core;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device's dock: room for one update at a time.
 *
 * @param registration the device, or null when it is not known
 * @param holder the operation that holds the dock, or null when it is free
 * @param lastDeploymentNumber the number of the latest admitted update, 0 when there was none
 * @param past updates that held the dock before and that the device came for itself, the latest
 *     first; at most {@value #MAX_PAST}
 * @param attempts updates since the device was registered, the latest first; at most {@value
 *     #MAX_PAST}
 */
public record Dock(
    @Nullable Registration registration,
    @Nullable Holder holder,
    int lastDeploymentNumber,
    List<PastUpdate> past,
    List<Attempt> attempts) {

  /** How many past updates a device may still speak of. It works on one at a time. */
  public static final int MAX_PAST = 5;

  /** The dock of a device of which no record was read yet. */
  public static final Dock UNKNOWN = new Dock(null, null, 0, List.of(), List.of());

  /** Copies the lists. */
  public Dock {
    past = List.copyOf(past);
    attempts = List.copyOf(attempts);
  }

  /** Returns the update with a number, held or past; nothing when there is none any more. */
  public Optional<Holder> update(int deploymentNumber) {
    return Stream.concat(Stream.ofNullable(holder), past.stream().map(PastUpdate::holder))
        .filter(update -> update.deploymentNumber() == deploymentNumber)
        .findFirst();
  }

  /** Tells whether a number may be that of an update which is not kept any more. */
  public boolean hasForgotten(int deploymentNumber) {
    return deploymentNumber <= lastDeploymentNumber
        && DeploymentNumbers.isUsable(deploymentNumber)
        && update(deploymentNumber).isEmpty();
  }

  boolean isHeldBy(String operationId) {
    return holder != null && holder.operationId().equals(operationId);
  }

  /** Whether a device's answer tells something of an update that is not known. */
  boolean isNews(String operationId, DeviceAnswer answer) {
    return Stream.concat(Stream.ofNullable(holder), past.stream().map(PastUpdate::holder))
        .anyMatch(
            update ->
                update.operationId().equals(operationId)
                    && !update.isBridged()
                    && update.isNews(answer));
  }

  /** Returns it with a new holder. What the device was offered before is offered no more. */
  Dock admitted(Holder newHolder) {
    return new Dock(
        registration,
        newHolder,
        newHolder.deploymentNumber(),
        changed(Holder::withoutOffer),
        attempts);
  }

  Dock withHolder(@Nullable Holder newHolder) {
    return new Dock(registration, newHolder, lastDeploymentNumber, past, attempts);
  }

  Dock withRegistration(@Nullable Registration newRegistration) {
    return new Dock(newRegistration, holder, lastDeploymentNumber, past, attempts);
  }

  /**
   * Returns it without its device. What the device may still say of its updates is known; nothing
   * of them is offered to a device that is registered under the same id, nor does it run what they
   * brought.
   */
  Dock retired() {
    return new Dock(null, holder, lastDeploymentNumber, changed(Holder::withoutOffer), List.of());
  }

  /** Returns it with its holder gone to the past. */
  Dock released(DockEvent.DockReleased event) {
    List<Attempt> tried = event.attempt() == null ? attempts : latest(event.attempt(), attempts);
    if (holder == null || holder.isBridged()) {
      return new Dock(registration, null, lastDeploymentNumber, past, tried);
    }
    Holder last = event.finalReport() == null ? holder : holder.answered(event.finalReport());
    return new Dock(
        registration,
        null,
        lastDeploymentNumber,
        latest(new PastUpdate(last, event.end(), event.at()), past),
        tried);
  }

  /** Returns it knowing that an update that had failed was installed after all. */
  Dock succeededLate(String operationId) {
    return new Dock(
        registration,
        holder,
        lastDeploymentNumber,
        past,
        attempts.stream()
            .map(tried -> tried.operationId().equals(operationId) ? tried.succeeded() : tried)
            .toList());
  }

  /** Returns the update of this life that ended otherwise, as far as is known. */
  Optional<Attempt> failedAttempt(String operationId) {
    return attempts.stream()
        .filter(tried -> tried.operationId().equals(operationId))
        .findFirst()
        .filter(tried -> !tried.installed());
  }

  /** Whether a later update brought the same kind of software to the device. */
  boolean isOvertaken(Attempt attempt) {
    return attempts.stream()
        .takeWhile(tried -> !tried.operationId().equals(attempt.operationId()))
        .anyMatch(
            tried ->
                tried.installed() && tried.software().type().equals(attempt.software().type()));
  }

  private static <T> List<T> latest(T added, List<T> before) {
    return Stream.concat(Stream.of(added), before.stream()).limit(MAX_PAST).toList();
  }

  /** Returns it after a device's answer about the holder or a past update. */
  public Dock answered(String operationId, DeviceAnswer answer) {
    UnaryOperator<Holder> hear =
        update -> update.operationId().equals(operationId) ? update.answered(answer) : update;
    return new Dock(
        registration,
        holder == null ? null : hear.apply(holder),
        lastDeploymentNumber,
        changed(hear.andThen(update -> afterEnd(operationId, answer, update))::apply),
        attempts);
  }

  /** What ended while the device was to stop, and is refused then, is offered no more. */
  private static Holder afterEnd(String operationId, DeviceAnswer answer, Holder update) {
    return !answer.isFinal() && update.operationId().equals(operationId)
        ? update.withoutOffer()
        : update;
  }

  private List<PastUpdate> changed(UnaryOperator<Holder> change) {
    return past.stream().map(old -> old.withHolder(change.apply(old.holder()))).toList();
  }
}
