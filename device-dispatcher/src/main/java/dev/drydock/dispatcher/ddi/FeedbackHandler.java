package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.messages.DeviceAckKind;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes down what devices report of updates. What was the device's own is answered 200, however
 * late it is and whatever it says: no agent does anything good with a refusal, and SWUpdate since
 * 2023.12 repeats a refused report for ever and installs nothing meanwhile. Thread-safe.
 */
final class FeedbackHandler {

  private static final Answer NOT_KNOWN =
      Answer.notFound("The device was never given an update of this number.");
  private static final String NOT_FETCHED =
      "Drydock: the device reported success for an update that it had not fetched.";

  private final AckLog log;
  private final DdiMeters meters;

  FeedbackHandler(AckLog log, DdiMeters meters) {
    this.log = log;
    this.meters = meters;
  }

  /** A final report that is the first, or an answer to a cancel, is never too much. */
  static boolean isCounted(DeviceCall call, DeviceReport word, Dock dock) {
    return !word.isClosing()
        || dock.update(call.number()).filter(update -> isAnswered(call, update)).isPresent();
  }

  /**
   * What comes after the end is written too: it is the operation's late result. What a report means
   * depends on when it was received, for it may be written much later.
   */
  CompletableFuture<Answer> answer(DeviceCall call, DeviceReport said, Dock dock) {
    Optional<Holder> known = dock.update(call.number());
    if (known.isEmpty() && dock.hasForgotten(call.number())) {
      meters.forgotten();
      return CompletableFuture.completedFuture(Answer.DONE);
    }
    Optional<Holder> own = known.filter(update -> update.channel() == Channel.DDI);
    if (own.isEmpty()) {
      return CompletableFuture.completedFuture(NOT_KNOWN);
    }
    Holder update = own.get();
    Instant at = call.origin().receivedAt();
    DeviceReport word = call.call() == Call.FEEDBACK ? said.under(update, at) : said;
    if (word.kind().equals(DeviceAckKind.CANCEL_REFUSED) && !isToStop(update)) {
      // it may have said so before, and not have heard that this is known; should the first report
      // not become durable after all, the device is told to stop once more
      return CompletableFuture.completedFuture(Answer.DONE);
    }
    DeviceReport marked =
        word.kind().equals(DeviceAckKind.SUCCEEDED) && !update.delivered()
            ? word.with(NOT_FETCHED)
            : word;
    return log.write(marked.addTo(Acks.of(call.device(), update.operationId(), word.kind(), at)))
        .thenApply(written -> Answer.DONE);
  }

  private static boolean isAnswered(DeviceCall call, Holder update) {
    return update.finalReport() != null
        || call.call() == Call.CANCEL_FEEDBACK && !update.cancelRequested();
  }

  private static boolean isToStop(Holder update) {
    return update.cancelRequested()
        || update.withdrawal() == Withdrawal.FORCED
        || update.finalReport() == DeviceAnswer.CANCELLED;
  }
}
