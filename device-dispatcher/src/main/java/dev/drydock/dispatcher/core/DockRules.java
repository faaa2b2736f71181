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
   * @param remembered what was admitted under the idempotency key of the request that the input is;
   *     null when nothing was, or the input has no such key
   * @param at when the input happened
   * @return the decision, or nothing when the input concerns no holder of this dock
   */
  public static Optional<DockEvent> decide(
      Dock dock, @Nullable Remembered remembered, DockInput input, Instant at) {
    return switch (input.kind()) {
      case REQUEST_UPDATE -> {
        DockInput.RequestUpdate request = (DockInput.RequestUpdate) input;
        yield Optional.of(
            remembered != null && request.key() != null
                ? repeat(remembered, request.key())
                : request(dock, request, at));
      }
      case REGISTER_DEVICE -> Optional.of(register(dock, (DockInput.RegisterDevice) input, at));
      case RETIRE_DEVICE -> Optional.of(retire(dock));
      case FETCH_UPDATE -> Optional.of(fetch(dock, (DockInput.FetchUpdate) input));
      case END_OPERATION -> end(dock, (DockInput.EndOperation) input);
    };
  }

  /** Returns the dock after a decision. */
  public static Dock evolve(Dock dock, DockEvent event) {
    return switch (event.kind()) {
      case UPDATE_ADMITTED -> {
        Holder holder = ((DockEvent.UpdateAdmitted) event).holder();
        yield new Dock(dock.registration(), holder, holder.deploymentNumber());
      }
      case UPDATE_DELIVERED -> delivered(dock);
      case DOCK_RELEASED -> {
        Registration changed = ((DockEvent.DockReleased) event).changed();
        Dock free = dock.withHolder(null);
        yield changed == null ? free : free.withRegistration(changed);
      }
      case DEVICE_REGISTERED ->
          dock.withRegistration(((DockEvent.DeviceRegistered) event).registration());
      case DEVICE_RETIRED -> dock.withRegistration(null);
      case ADMISSION_REPEATED,
          UPDATE_CONFLICTED,
          UPDATE_REFUSED,
          FETCH_REFUSED,
          RETIREMENT_REFUSED ->
          dock;
    };
  }

  /** Whatever became of the operation since: a request under a key is admitted once. */
  private static DockEvent repeat(Remembered remembered, IdempotencyKey key) {
    return remembered.body().equals(key.body())
        ? new DockEvent.AdmissionRepeated(remembered.operationId())
        : new DockEvent.UpdateRefused(DockEvent.Refusal.KEY_REUSED);
  }

  private static DockEvent request(Dock dock, DockInput.RequestUpdate request, Instant at) {
    Holder holder = dock.holder();
    if (holder != null) {
      return dock.isHeldBy(request.operationId())
          ? new DockEvent.AdmissionRepeated(request.operationId())
          : new DockEvent.UpdateConflicted(holder);
    }
    if (dock.registration() == null) {
      return new DockEvent.UpdateRefused(DockEvent.Refusal.DEVICE_UNKNOWN);
    }
    return new DockEvent.UpdateAdmitted(
        new Holder(request.operationId(), dock.lastDeploymentNumber() + 1, at, false),
        request.key());
  }

  private static DockEvent register(Dock dock, DockInput.RegisterDevice request, Instant at) {
    Registration known = dock.registration();
    return new DockEvent.DeviceRegistered(
        known == null
            ? new Registration(1, at, request.by(), request.runs())
            : known.next(known.runs().with(request.runs())));
  }

  /** Deployment numbers go on should the device come back: its bridge may remember the last. */
  private static DockEvent retire(Dock dock) {
    return dock.holder() != null || dock.registration() == null
        ? new DockEvent.RetirementRefused(dock.holder())
        : new DockEvent.DeviceRetired();
  }

  /** A device that asks again is given the update again: its answer may have been lost. */
  private static DockEvent fetch(Dock dock, DockInput.FetchUpdate fetch) {
    return dock.isHeldBy(fetch.operationId())
        ? new DockEvent.UpdateDelivered(fetch.operationId())
        : new DockEvent.FetchRefused(fetch.operationId());
  }

  private static Optional<DockEvent> end(Dock dock, DockInput.EndOperation ended) {
    return dock.isHeldBy(ended.operationId())
        ? Optional.of(
            new DockEvent.DockReleased(
                ended.operationId(), changed(dock.registration(), ended.installed())))
        : Optional.empty();
  }

  private static @Nullable Registration changed(
      @Nullable Registration known, @Nullable Software installed) {
    if (known == null || installed == null) {
      return null;
    }
    SoftwareVersions runs = known.runs().with(installed);
    return runs.equals(known.runs()) ? null : known.next(runs);
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
