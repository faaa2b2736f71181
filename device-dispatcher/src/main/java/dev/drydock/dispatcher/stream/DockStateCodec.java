package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.SoftwareVersions;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.HolderState;
import dev.drydock.dispatcher.state.RegistrationState;
import org.jspecify.annotations.Nullable;

/** A dock as it is stored, and as the rules see it. */
final class DockStateCodec {

  private DockStateCodec() {}

  static Dock dock(@Nullable DockState state) {
    return state == null
        ? Dock.UNKNOWN
        : new Dock(
            registration(state.getRegistration()),
            holder(state.getHolder()),
            state.getLastDeploymentNumber());
  }

  static DockState state(Dock dock) {
    return new DockState(
        state(dock.registration()), state(dock.holder()), dock.lastDeploymentNumber());
  }

  private static @Nullable Registration registration(@Nullable RegistrationState state) {
    return state == null
        ? null
        : new Registration(
            state.getRevision(),
            state.getRegisteredAt(),
            new Registration.Caller(
                state.getApplicationId(),
                state.getApplicationName(),
                state.getUserId(),
                state.getUserName(),
                state.getDeviceId()),
            SoftwareVersions.of(state.getSoftwareVersions()));
  }

  private static @Nullable RegistrationState state(@Nullable Registration registration) {
    if (registration == null) {
      return null;
    }
    Registration.Caller by = registration.registeredBy();
    return new RegistrationState(
        registration.revision(),
        registration.registeredAt(),
        by.applicationId(),
        by.applicationName(),
        by.userId(),
        by.userName(),
        by.deviceId(),
        registration.runs().byType());
  }

  private static @Nullable Holder holder(@Nullable HolderState state) {
    return state == null
        ? null
        : new Holder(
            state.getOperationId(),
            state.getDeploymentNumber(),
            state.getAdmittedAt(),
            state.getDelivered());
  }

  private static @Nullable HolderState state(@Nullable Holder holder) {
    return holder == null
        ? null
        : new HolderState(
            holder.operationId(),
            holder.deploymentNumber(),
            holder.admittedAt(),
            holder.delivered());
  }
}
