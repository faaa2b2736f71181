package dev.drydock.dispatcher.stream;

import dev.drydock.dispatcher.core.Artifact;
import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Software;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.dispatcher.state.ArtifactState;
import dev.drydock.dispatcher.state.ChannelState;
import dev.drydock.dispatcher.state.HolderState;
import dev.drydock.dispatcher.state.LastWordState;
import dev.drydock.dispatcher.state.OfferState;
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
        offer(state.getOffer()),
        state.getDelivered(),
        withdrawal(state.getWithdrawal()),
        state.getCancelRequested(),
        answer(state.getLastWord()));
  }

  static HolderState state(Holder holder) {
    return new HolderState(
        holder.operationId(),
        holder.deploymentNumber(),
        holder.admittedAt(),
        holder.delivered(),
        state(holder.channel()),
        state(holder.withdrawal()),
        state(holder.offer()),
        holder.cancelRequested(),
        state(holder.lastWord()));
  }

  private static @Nullable Offer offer(@Nullable OfferState state) {
    return state == null
        ? null
        : new Offer(
            new Software(state.getSoftwareType(), state.getSoftwareVersion()),
            artifact(state.getArtifact()));
  }

  private static @Nullable OfferState state(@Nullable Offer offer) {
    return offer == null
        ? null
        : new OfferState(
            offer.software().type(), offer.software().version(), state(offer.artifact()));
  }

  private static @Nullable Artifact artifact(@Nullable ArtifactState state) {
    return state == null
        ? null
        : new Artifact(
            state.getUri(),
            state.getFileName(),
            state.getSizeBytes(),
            state.getSha1(),
            state.getSha256());
  }

  private static @Nullable ArtifactState state(@Nullable Artifact artifact) {
    return artifact == null
        ? null
        : new ArtifactState(
            artifact.uri(),
            artifact.fileName(),
            artifact.sizeBytes(),
            artifact.sha1(),
            artifact.sha256());
  }

  private static @Nullable DeviceAnswer answer(@Nullable LastWordState state) {
    return state == null
        ? null
        : switch (state) {
          case SUCCEEDED -> DeviceAnswer.SUCCEEDED;
          case FAILED -> DeviceAnswer.FAILED;
          case REJECTED -> DeviceAnswer.REJECTED;
          case CANCELLED -> DeviceAnswer.CANCELLED;
        };
  }

  private static @Nullable LastWordState state(@Nullable DeviceAnswer lastWord) {
    return lastWord == null
        ? null
        : switch (lastWord) {
          case SUCCEEDED -> LastWordState.SUCCEEDED;
          case FAILED -> LastWordState.FAILED;
          case REJECTED -> LastWordState.REJECTED;
          case CANCELLED -> LastWordState.CANCELLED;
          case GOES_ON ->
              throw new IllegalStateException("Expected a last word, but " + lastWord + " is none");
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
