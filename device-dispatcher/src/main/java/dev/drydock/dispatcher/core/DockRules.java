package dev.drydock.dispatcher.core;

import java.time.Instant;
import java.util.Optional;

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
   * @param at when the input happened
   * @return the decision, or nothing when the input concerns no holder of this dock
   */
  public static Optional<DockEvent> decide(Dock dock, DockInput input, Instant at) {
    return switch (input.kind()) {
      case REQUEST_UPDATE -> Optional.of(request(dock, (DockInput.RequestUpdate) input, at));
      case REGISTER_DEVICE -> Optional.of(register(dock, (DockInput.RegisterDevice) input, at));
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
      case DOCK_RELEASED -> dock.withHolder(null);
      case DEVICE_REGISTERED ->
          new Dock(
              ((DockEvent.DeviceRegistered) event).registration(),
              dock.holder(),
              dock.lastDeploymentNumber());
      case ADMISSION_REPEATED, UPDATE_CONFLICTED, UPDATE_REFUSED, FETCH_REFUSED -> dock;
    };
  }

  private static DockEvent request(Dock dock, DockInput.RequestUpdate request, Instant at) {
    Holder holder = dock.holder();
    if (holder != null) {
      return dock.isHeldBy(request.operationId())
          ? new DockEvent.AdmissionRepeated(holder)
          : new DockEvent.UpdateConflicted(holder);
    }
    if (dock.registration() == null) {
      return new DockEvent.UpdateRefused();
    }
    return new DockEvent.UpdateAdmitted(
        new Holder(request.operationId(), dock.lastDeploymentNumber() + 1, at, false));
  }

  private static DockEvent register(Dock dock, DockInput.RegisterDevice request, Instant at) {
    Registration known = dock.registration();
    return new DockEvent.DeviceRegistered(
        known == null ? new Registration(1, at, request.by()) : known.next());
  }

  /** A device that asks again is given the update again: its answer may have been lost. */
  private static DockEvent fetch(Dock dock, DockInput.FetchUpdate fetch) {
    return dock.isHeldBy(fetch.operationId())
        ? new DockEvent.UpdateDelivered(fetch.operationId())
        : new DockEvent.FetchRefused(fetch.operationId());
  }

  private static Optional<DockEvent> end(Dock dock, DockInput.EndOperation ended) {
    return dock.isHeldBy(ended.operationId())
        ? Optional.of(new DockEvent.DockReleased(ended.operationId()))
        : Optional.empty();
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
