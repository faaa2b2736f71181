package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.artifact.ArtifactFile;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Offer;
import dev.drydock.dispatcher.core.Withdrawal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Says which file a device may download here: one of the update that holds its dock, that it was
 * given and has not ended. The answer is for the dispatcher that was asked, which delivers it.
 */
final class ArtifactHandler {

  private static final Answer NOT_THERE =
      Answer.notFound("This file does not belong to an update that the device may download now.");

  private ArtifactHandler() {}

  static CompletableFuture<Answer> answer(DeviceCall call, Dock dock) {
    return CompletableFuture.completedFuture(file(call, dock).map(Answer::of).orElse(NOT_THERE));
  }

  private static Optional<ArtifactFile> file(DeviceCall call, Dock dock) {
    Offer offer =
        Optional.ofNullable(dock.holder())
            .filter(holder -> holder.deploymentNumber() == call.number())
            .filter(ArtifactHandler::isUnderWay)
            .map(Holder::offer)
            .orElse(null);
    if (offer == null || !offer.content().isProxied()) {
      return Optional.empty();
    }
    return offer.content().artifacts().stream()
        .filter(artifact -> artifact.fileName().equals(call.fileName()))
        .findFirst()
        .map(found -> new ArtifactFile(found.uri(), found.sizeBytes(), found.sha256()));
  }

  private static boolean isUnderWay(Holder holder) {
    return holder.delivered()
        && holder.finalReport() == null
        && holder.withdrawal() == Withdrawal.NONE;
  }
}
