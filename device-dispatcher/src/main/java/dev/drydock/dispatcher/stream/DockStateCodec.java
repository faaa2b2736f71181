package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Registration;
import dev.drydock.dispatcher.core.SoftwareVersions;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.dispatcher.state.ChannelState;
import dev.drydock.dispatcher.state.DockState;
import dev.drydock.dispatcher.state.HolderState;
import dev.drydock.dispatcher.state.RegistrationState;
import dev.drydock.dispatcher.state.WithdrawalState;
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
            channel(state.getChannel()),
            SoftwareVersions.of(state.getSoftwareVersions()),
            state.getLastSeenAt());
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
        state(registration.channel()),
        registration.lastSeenAt());
  }

  private static @Nullable Holder holder(@Nullable HolderState state) {
    return state == null
        ? null
        : new Holder(
            state.getOperationId(),
            state.getDeploymentNumber(),
            state.getAdmittedAt(),
            channel(state.getChannel()),
            state.getDelivered(),
            withdrawal(state.getWithdrawal()));
  }

  private static @Nullable HolderState state(@Nullable Holder holder) {
    return holder == null
        ? null
        : new HolderState(
            holder.operationId(),
            holder.deploymentNumber(),
            holder.admittedAt(),
            holder.delivered(),
            state(holder.channel()),
            state(holder.withdrawal()));
  }

  private static Channel channel(ChannelState state) {
    return switch (state) {
      case BRIDGE -> Channel.BRIDGE;
      case DDI -> Channel.DDI;
    };
  }

  private static ChannelState state(Channel channel) {
    return switch (channel) {
      case BRIDGE -> ChannelState.BRIDGE;
      case DDI -> ChannelState.DDI;
    };
  }

  private static Withdrawal withdrawal(WithdrawalState state) {
    return switch (state) {
      case NONE -> Withdrawal.NONE;
      case UNSEEN -> Withdrawal.UNSEEN;
      case FORCED -> Withdrawal.FORCED;
    };
  }

  private static WithdrawalState state(Withdrawal withdrawal) {
    return switch (withdrawal) {
      case NONE -> WithdrawalState.NONE;
      case UNSEEN -> WithdrawalState.UNSEEN;
      case FORCED -> WithdrawalState.FORCED;
    };
  }
}
