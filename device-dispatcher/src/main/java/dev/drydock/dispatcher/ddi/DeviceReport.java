package dev.drydock.dispatcher.ddi;

import dev.drydock.dispatcher.core.Holder;
import dev.drydock.dispatcher.core.Terms;
import dev.drydock.messages.DeviceAck;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.DeviceActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of an update, in Drydock's words.
 *
 * @param kind what it comes to
 * @param activity what the device is at; null when that is no download
 * @param feedback in its own words
 */
record DeviceReport(String kind, @Nullable String activity, Feedback feedback) {

  private static final int MAX_MESSAGE_LENGTH = 2_048;
  private static final int MAX_PROGRESS_LENGTH = 256;
  private static final int MAX_LOG_LINES = 50;
  private static final int MAX_LOG_LINE_LENGTH = 512;
  private static final int MAX_RAW_LINES = 3;

  /** All that SWUpdate says of an update that it skips, from 2020.04 to 2026.05 at least. */
  private static final List<String> SKIPPED = List.of("Skipped Update.");

  /**
   * Returns what a feedback comes to. What the device is at comes before how it went, for an agent
   * may refuse to stop with success. What could not be read as a whole is never a success (ADR 22).
   *
   * @param call to what the feedback was given
   */
  static DeviceReport of(Call call, Feedback feedback) {
    boolean isOfCancel = call == Call.CANCEL_FEEDBACK;
    Feedback.Execution execution = feedback.execution();
    if (execution == null || !feedback.isWhole() && execution.isFinal()) {
      return unreadable(isOfCancel || execution == null, feedback);
    }
    return switch (execution) {
      case PROCEEDING, RESUMED, SCHEDULED ->
          new DeviceReport(DeviceAckKind.PROGRESS, null, told(feedback));
      case DOWNLOAD, DOWNLOADED ->
          new DeviceReport(DeviceAckKind.PROGRESS, DeviceActivity.DOWNLOADING, told(feedback));
      case CANCELED -> new DeviceReport(DeviceAckKind.CANCELLED, null, feedback);
      case REJECTED ->
          new DeviceReport(
              isOfCancel ? DeviceAckKind.CANCEL_REFUSED : DeviceAckKind.REJECTED, null, feedback);
      case CLOSED -> closed(isOfCancel, feedback);
    };
  }

  /**
   * Returns what it comes to by what the device was told of the update. SWUpdate closes with
   * success what it is told to skip: before the maintenance window opens that is no end, and of an
   * update that is to be downloaded only it is a refusal. What such an update ends with is that it
   * was downloaded.
   *
   * @param update of which the device speaks
   * @param receivedAt when it spoke
   */
  DeviceReport under(Holder update, Instant receivedAt) {
    if (update.downloadOnly() && update.finalReport() == null) {
      return feedback.execution() == Feedback.Execution.DOWNLOADED
          ? downloaded()
          : DeviceAckKind.SUCCEEDED.equals(kind) ? of(DeviceAckKind.REJECTED) : this;
    }
    boolean isSkip =
        DeviceAckKind.SUCCEEDED.equals(kind)
            && update.offer() != null
            && isSkip(update.offer().terms(), receivedAt);
    return isSkip ? of(DeviceAckKind.PROGRESS) : this;
  }

  /** A window may open between a fetch and the report: the text tells then. */
  private boolean isSkip(Terms terms, Instant receivedAt) {
    return terms.isBeforeWindow(receivedAt)
        || terms.window() != null && feedback.details().equals(SKIPPED);
  }

  /** Whether it ends an update that is to be downloaded only, and so is not to be lost. */
  boolean isDownloaded() {
    return feedback.execution() == Feedback.Execution.DOWNLOADED
        && ("success".equals(feedback.finished()) || "failure".equals(feedback.finished()));
  }

  private DeviceReport of(String newKind) {
    return new DeviceReport(
        newKind, newKind.equals(DeviceAckKind.PROGRESS) ? activity : null, feedback);
  }

  /** It ends by a result that can be read only. */
  private DeviceReport downloaded() {
    if (!feedback.isWhole()) {
      return this;
    }
    return switch (feedback.finished() == null ? "" : feedback.finished()) {
      case "success", "none" -> of(DeviceAckKind.SUCCEEDED);
      case "failure" -> of(DeviceAckKind.FAILED);
      default -> this;
    };
  }

  /** As in hawkBit, it is a success when the device says that there is no result. */
  private static DeviceReport closed(boolean isOfCancel, Feedback feedback) {
    return switch (feedback.finished() == null ? "" : feedback.finished()) {
      case "success", "none" ->
          new DeviceReport(
              isOfCancel ? DeviceAckKind.CANCELLED : DeviceAckKind.SUCCEEDED, null, feedback);
      case "failure" ->
          new DeviceReport(
              isOfCancel ? DeviceAckKind.CANCEL_REFUSED : DeviceAckKind.FAILED, null, feedback);
      default -> unreadable(isOfCancel, feedback);
    };
  }

  /**
   * A final report that cannot be read ends its update, for agents say it once, or say the same for
   * ever. A cancel is put to the device once more instead; and where nothing tells that the report
   * is final, the device goes on.
   */
  private static DeviceReport unreadable(boolean goesOn, Feedback feedback) {
    return new DeviceReport(
        goesOn ? DeviceAckKind.PROGRESS : DeviceAckKind.FAILED,
        null,
        feedback.with(unread(feedback)));
  }

  private static Feedback told(Feedback feedback) {
    return feedback.isWhole() ? feedback : feedback.with(unread(feedback));
  }

  /** Returns the beginning of what came, for people. */
  private static List<String> unread(Feedback feedback) {
    String text = feedback.text();
    String why =
        feedback.isWhole()
            ? "status.result.finished is none of success, failure and none"
            : "it is truncated, is not valid JSON, or has a duplicate member";
    List<String> lines = new ArrayList<>();
    lines.add("Drydock: the device's report could not be read (" + why + "). It was:");
    for (int from = 0; from < text.length() && lines.size() <= MAX_RAW_LINES; ) {
      String line = cut(text.substring(from), MAX_LOG_LINE_LENGTH);
      lines.add(line);
      from += line.length();
    }
    return lines;
  }

  /** Whether it is more than progress. */
  boolean isClosing() {
    return !kind.equals(DeviceAckKind.PROGRESS);
  }

  /** Returns the same with a further line. */
  DeviceReport with(String line) {
    return new DeviceReport(kind, activity, feedback.with(List.of(line)));
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

  /** Half a character is none. */
  private static @Nullable String cut(@Nullable String text, int maxLength) {
    if (text == null || text.length() <= maxLength) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(maxLength - 1));
    return text.substring(0, splits ? maxLength - 1 : maxLength);
  }
}
