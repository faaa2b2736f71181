package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.End;
import dev.drydock.dispatcher.core.Holder;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of an update, in Drydock's words.
 *
 * @param kind what it comes to
 * @param activity what the device is at; null when that is no download
 * @param feedback in its own words
 */
record Word(String kind, @Nullable String activity, Feedback feedback) {

  private static final int MAX_MESSAGE_LENGTH = 2_048;
  private static final int MAX_PROGRESS_LENGTH = 256;
  private static final int MAX_LOG_LINES = 50;
  private static final int MAX_LOG_LINE_LENGTH = 512;

  /**
   * Reads a feedback: what the device is at comes before how it went, for an agent may refuse to
   * stop with success.
   *
   * @param call to what the feedback was given
   */
  static Word of(Call call, Feedback feedback) {
    boolean isOfCancel = call == Call.CANCEL_FEEDBACK;
    return switch (feedback.execution()) {
      case PROCEEDING, RESUMED, SCHEDULED -> new Word(DeviceAckKind.PROGRESS, null, feedback);
      case DOWNLOAD, DOWNLOADED ->
          new Word(DeviceAckKind.PROGRESS, DeviceActivity.DOWNLOADING, feedback);
      case CANCELED -> new Word(DeviceAckKind.CANCELLED, null, feedback);
      case REJECTED ->
          new Word(
              isOfCancel ? DeviceAckKind.CANCEL_REFUSED : DeviceAckKind.REJECTED, null, feedback);
      case CLOSED -> new Word(closed(isOfCancel, isSuccess(feedback)), null, feedback);
    };
  }

  /**
   * Returns what it comes to by what the device was told of the update. SWUpdate closes with
   * success what it is told to skip: before the maintenance window opens that is no end, and of an
   * update that is to be downloaded only it is a refusal. What such an update ends with is that it
   * was downloaded.
   *
   * @param update of which the device speaks
   */
  Word under(Holder update, Instant now) {
    if (update.downloadOnly() && update.lastWord() == null) {
      return feedback.execution() == Feedback.Execution.DOWNLOADED
          ? of(isFailure(feedback) ? DeviceAckKind.FAILED : DeviceAckKind.SUCCEEDED)
          : DeviceAckKind.SUCCEEDED.equals(kind) ? of(DeviceAckKind.REJECTED) : this;
    }
    boolean isSkip =
        DeviceAckKind.SUCCEEDED.equals(kind)
            && update.offer() != null
            && update.offer().terms().isBeforeWindow(now);
    return isSkip ? of(DeviceAckKind.PROGRESS) : this;
  }

  /** Whether it ends an update that is to be downloaded only, and so is not to be lost. */
  boolean isDownloaded() {
    return feedback.execution() == Feedback.Execution.DOWNLOADED && feedback.finished() != null;
  }

  private Word of(String newKind) {
    return new Word(newKind, newKind.equals(DeviceAckKind.PROGRESS) ? activity : null, feedback);
  }

  private static boolean isFailure(Feedback feedback) {
    return "failure".equals(feedback.finished());
  }

  /** Whether it is more than progress. */
  boolean isClosing() {
    return !kind.equals(DeviceAckKind.PROGRESS);
  }

  /** Tells whether an update that ended in a way cannot have ended as the device says. */
  boolean contradicts(End end) {
    return switch (kind) {
      case DeviceAckKind.SUCCEEDED -> end != End.SUCCESSFUL;
      case DeviceAckKind.FAILED, DeviceAckKind.REJECTED -> end != End.FAILED;
      case DeviceAckKind.CANCELLED -> end != End.CANCELLED;
      default -> false;
    };
  }

  /** Adds it to an ack of its kind. */
  DeviceAck addTo(DeviceAck.Builder ack) {
    List<String> details = feedback.details();
    return ack.setActivity(activity)
        .setProgress(isClosing() ? null : cut(feedback.progress(), MAX_PROGRESS_LENGTH))
        .setMessage(
            isClosing() && !details.isEmpty()
                ? cut(String.join("\n", details), MAX_MESSAGE_LENGTH)
                : null)
        .setLogLines(
            details.stream()
                .skip(Math.max(0, details.size() - MAX_LOG_LINES))
                .map(line -> cut(line, MAX_LOG_LINE_LENGTH))
                .toList())
        .build();
  }

  private static String closed(boolean isOfCancel, boolean isSuccess) {
    if (isOfCancel) {
      return isSuccess ? DeviceAckKind.CANCELLED : DeviceAckKind.CANCEL_REFUSED;
    }
    return isSuccess ? DeviceAckKind.SUCCEEDED : DeviceAckKind.FAILED;
  }

  /** As in hawkBit, it is a success when the device does not say how it went. */
  private static boolean isSuccess(Feedback feedback) {
    String finished = feedback.finished();
    return finished == null || finished.equals("success") || finished.equals("none");
  }

  /** Half a character is none. */
  private static @Nullable String cut(@Nullable String text, int maxLength) {
    if (text == null || text.length() <= maxLength) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(maxLength - 1));
    return text.substring(0, splits ? maxLength - 1 : maxLength);
  }
}
