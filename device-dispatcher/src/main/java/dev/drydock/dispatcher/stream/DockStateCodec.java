package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Attempt;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.PastUpdate;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.SoftwareVersions;
import dev.drydock.dispatcher.state.AttemptState;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.EndState;
import dev.drydock.dispatcher.state.PastUpdateState;
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
            state.getHolder() == null ? null : HolderStateCodec.holder(state.getHolder()),
            state.getLastDeploymentNumber(),
            state.getPast().stream().map(DockStateCodec::past).toList(),
            state.getAttempts().stream().map(DockStateCodec::attempt).toList());
  }

  static DockState state(Dock dock) {
    return new DockState(
        state(dock.registration()),
        dock.holder() == null ? null : HolderStateCodec.state(dock.holder()),
        dock.lastDeploymentNumber(),
        dock.past().stream().map(DockStateCodec::state).toList(),
        dock.attempts().stream().map(DockStateCodec::state).toList());
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
            HolderStateCodec.channel(state.getChannel()),
            SoftwareVersions.of(state.getSoftwareVersions()),
            state.getLastSeenAt(),
            state.getDescribed(),
            state.getEditedIn());
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
        registration.runs().byType(),
        HolderStateCodec.state(registration.channel()),
        registration.lastSeenAt(),
        registration.described(),
        registration.editedIn());
  }

  private static Attempt attempt(AttemptState state) {
    return new Attempt(
        state.getOperationId(),
        new Software(state.getSoftwareType(), state.getSoftwareVersion()),
        state.getInstalled());
  }

  private static AttemptState state(Attempt attempt) {
    return new AttemptState(
        attempt.operationId(),
        attempt.software().type(),
        attempt.software().version(),
        attempt.installed());
  }

  private static PastUpdate past(PastUpdateState state) {
    return new PastUpdate(
        HolderStateCodec.holder(state.getHolder()), end(state.getEnd()), state.getEndedAt());
  }

  private static PastUpdateState state(PastUpdate past) {
    return new PastUpdateState(
        HolderStateCodec.state(past.holder()), state(past.end()), past.endedAt());
  }

  private static End end(EndState state) {
    return switch (state) {
      case SUCCESSFUL -> End.SUCCESSFUL;
      case FAILED -> End.FAILED;
      case CANCELLED -> End.CANCELLED;
    };
  }

  private static EndState state(End end) {
    return switch (end) {
      case SUCCESSFUL -> EndState.SUCCESSFUL;
      case FAILED -> EndState.FAILED;
      case CANCELLED -> EndState.CANCELLED;
    };
  }
}
