package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Channel;
import dev.drydock.dispatcher.core.DeviceAnswer;
import dev.drydock.dispatcher.core.Dock;
import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Withdrawal;
import dev.drydock.messages.DeviceAckKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Writes down what devices say of updates. Thread-safe. */
final class FeedbackDesk {

  private static final Answer NOT_KNOWN =
      Answer.notFound("Expected an update that the device was given, but this one is not known");
  private static final Answer CONTRADICTS =
      Answer.error(
          Answer.GONE, "Expected a word that fits how the update ended, but it ended otherwise");

  private final AckLog log;
  private final Acks acks;
  private final InstantSource clock;

  FeedbackDesk(AckLog log, Acks acks, InstantSource clock) {
    this.log = log;
    this.acks = acks;
    this.clock = clock;
  }

  /** A last word that is the first, or an answer to a cancel, is never too much. */
  static boolean isCounted(DeviceCall call, Word word, Dock dock) {
    return !word.isClosing()
        || dock.update(call.number()).filter(update -> isAnswered(call, update)).isPresent();
  }

  /** What comes too late is written too: others may want to know. */
  CompletableFuture<Answer> answer(DeviceCall call, Word said, Dock dock) {
    Optional<Holder> update =
        dock.update(call.number()).filter(known -> known.channel() == Channel.DDI);
    if (update.isEmpty()) {
      return CompletableFuture.completedFuture(NOT_KNOWN);
    }
    Word word = call.call() == Call.FEEDBACK ? said.under(update.get(), clock.instant()) : said;
    if (call.call() == Call.CANCEL_FEEDBACK && !isToStop(update.get())) {
      return CompletableFuture.completedFuture(
          isAtWork(update.get(), word) ? Answer.DONE : NOT_KNOWN);
    }
    Optional<End> end = dock.end(call.number());
    Answer answer = end.filter(word::contradicts).isPresent() ? CONTRADICTS : Answer.DONE;
    return log.write(word.addTo(acks.of(call.device(), update.get().operationId(), word.kind())))
        .thenApply(written -> answer);
  }

  /**
   * It may have said so before, and not have heard that this is known. Should the first word not
   * become durable after all, the device is told to stop once more.
   */
  private static boolean isAtWork(Holder update, Word word) {
    return word.kind().equals(DeviceAckKind.CANCEL_REFUSED) && update.delivered();
  }

  private static boolean isAnswered(DeviceCall call, Holder update) {
    return update.lastWord() != null
        || call.call() == Call.CANCEL_FEEDBACK && !update.cancelRequested();
  }

  private static boolean isToStop(Holder update) {
    return update.cancelRequested()
        || update.withdrawal() == Withdrawal.FORCED
        || update.lastWord() == DeviceAnswer.CANCELLED;
  }
}
