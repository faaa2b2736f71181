package dev.drydock.dispatcher.core;

import java.time.Instant;
import java.util.ArrayList;
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
 */
public record Dock(
    @Nullable Registration registration,
    @Nullable Holder holder,
    int lastDeploymentNumber,
    List<PastUpdate> past) {

  /** How many past updates a device may still speak of. It works on one at a time. */
  public static final int MAX_PAST = 5;

  /** The dock of a device that nobody has spoken of yet. */
  public static final Dock UNKNOWN = new Dock(null, null, 0, List.of());

  /** Copies the list. */
  public Dock {
    past = List.copyOf(past);
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
        registration, newHolder, newHolder.deploymentNumber(), changed(Holder::withoutOffer));
  }

  Dock withHolder(@Nullable Holder newHolder) {
    return new Dock(registration, newHolder, lastDeploymentNumber, past);
  }

  Dock withRegistration(@Nullable Registration newRegistration) {
    return new Dock(newRegistration, holder, lastDeploymentNumber, past);
  }

  /** Returns it with its holder gone to the past. */
  Dock released(End end, Instant at, @Nullable DeviceAnswer lastWord) {
    if (holder == null || holder.isBridged()) {
      return withHolder(null);
    }
    Holder last = lastWord == null ? holder : holder.answered(lastWord);
    List<PastUpdate> updates = new ArrayList<>(past);
    updates.add(0, new PastUpdate(last, end, at));
    return new Dock(
        registration,
        null,
        lastDeploymentNumber,
        updates.subList(0, Math.min(MAX_PAST, updates.size())));
  }

  /** Returns it after a device's answer about the holder or a past update. */
  public Dock answered(String operationId, DeviceAnswer answer) {
    UnaryOperator<Holder> hear =
        update -> update.operationId().equals(operationId) ? update.answered(answer) : update;
    return new Dock(
        registration,
        holder == null ? null : hear.apply(holder),
        lastDeploymentNumber,
        changed(hear.andThen(update -> afterEnd(operationId, answer, update))::apply));
  }

  /** What ended while the device was to stop, and is refused then, is offered no more. */
  private static Holder afterEnd(String operationId, DeviceAnswer answer, Holder update) {
    return !answer.isLast() && update.operationId().equals(operationId)
        ? update.withoutOffer()
        : update;
  }

  private List<PastUpdate> changed(UnaryOperator<Holder> change) {
    return past.stream().map(old -> old.withHolder(change.apply(old.holder()))).toList();
  }
}
