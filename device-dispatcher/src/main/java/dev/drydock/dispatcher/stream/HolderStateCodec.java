package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.dispatcher.state.ChannelState;
import dev.drydock.dispatcher.state.FinalReportState;
import dev.drydock.dispatcher.state.HolderState;
import dev.drydock.dispatcher.state.WithdrawalState;
import org.jspecify.annotations.Nullable;

/** An update that holds a dock, or held it, as it is stored and as the rules see it. */
final class HolderStateCodec {

  private HolderStateCodec() {}

  static Holder holder(HolderState state) {
    return new Holder(
        state.getOperationId(),
        state.getDeploymentNumber(),
        state.getAdmittedAt(),
        channel(state.getChannel()),
        state.getOffer() == null ? null : OfferCodec.offer(state.getOffer()),
        state.getDownloadOnly(),
        state.getDelivered(),
        withdrawal(state.getWithdrawal()),
        state.getCancelRequested(),
        answer(state.getFinalReport()));
  }

  static HolderState state(Holder holder) {
    return new HolderState(
        holder.operationId(),
        holder.deploymentNumber(),
        holder.admittedAt(),
        holder.delivered(),
        state(holder.channel()),
        state(holder.withdrawal()),
        holder.offer() == null ? null : OfferCodec.state(holder.offer()),
        holder.cancelRequested(),
        state(holder.finalReport()),
        holder.downloadOnly());
  }

  private static @Nullable DeviceAnswer answer(@Nullable FinalReportState state) {
    return state == null
        ? null
        : switch (state) {
          case SUCCEEDED -> DeviceAnswer.SUCCEEDED;
          case FAILED -> DeviceAnswer.FAILED;
          case REJECTED -> DeviceAnswer.REJECTED;
          case CANCELLED -> DeviceAnswer.CANCELLED;
        };
  }

  private static @Nullable FinalReportState state(@Nullable DeviceAnswer finalReport) {
    return finalReport == null
        ? null
        : switch (finalReport) {
          case SUCCEEDED -> FinalReportState.SUCCEEDED;
          case FAILED -> FinalReportState.FAILED;
          case REJECTED -> FinalReportState.REJECTED;
          case CANCELLED -> FinalReportState.CANCELLED;
          case GOES_ON ->
              throw new IllegalStateException(
                  "Expected a final report, but " + finalReport + " is none");
        };
  }

  static Channel channel(ChannelState state) {
    return switch (state) {
      case BRIDGE -> Channel.BRIDGE;
      case DDI -> Channel.DDI;
    };
  }

  static ChannelState state(Channel channel) {
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
