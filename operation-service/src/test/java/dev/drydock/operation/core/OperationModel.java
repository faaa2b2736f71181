package dev.drydock.operation.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation's life as a person would tell it, written without a look at the rules: what it
 * stands at, until when it waits, and what was said too late.
 */
final class OperationModel {

  private static final List<String> ENDS = List.of("well", "badly", "cancelled");

  String at = "nowhere";
  String late = "";
  @Nullable Instant due;
  private Instant grace = Instant.MIN;
  boolean started;
  private boolean asked;
  int changes;
  private Instant last = Instant.MIN;
  private Instant moved = Instant.MIN;

  boolean isOver() {
    return ENDS.contains(at.split(":")[0]);
  }

  void hear(OperationInput input, Instant when) {
    if (at.equals("nowhere")) {
      if (input instanceof OperationInput.Admitted) {
        move("waiting", when, OperationScenario.DELIVERY);
      }
      return;
    }
    Instant now = when.isBefore(last) ? last : when;
    if (input instanceof OperationInput.DeadlinePassed passed) {
      expire(passed, now);
    } else if (isOver()) {
      afterTheEnd(input, now);
      learnWhoAsked(input, when);
    } else {
      onTheWay(input, now);
    }
  }

  private void afterTheEnd(OperationInput input, Instant now) {
    if (input instanceof OperationInput.Ended word && late.isEmpty()) {
      boolean isSame =
          word.result() == DeviceResult.CANCELLED
              ? at.startsWith("cancelled")
              : endAfter(word.result()).equals(at);
      if (!isSame) {
        late = word.result().name();
        changes++;
        last = now;
      }
    }
  }

  private void learnWhoAsked(OperationInput input, Instant when) {
    boolean isRequest =
        input instanceof OperationInput.CancelRequested
            || input instanceof OperationInput.Withdrawn;
    if (isRequest && at.equals("cancelled: CANCELLED_BY_DEVICE") && when.isBefore(moved)) {
      at = "cancelled";
      changes++;
    }
  }

  private void onTheWay(OperationInput input, Instant now) {
    boolean stopping = at.equals("stopping");
    if (input instanceof OperationInput.Delivered && at.equals("waiting")) {
      move("given", now, OperationScenario.START);
    } else if (input instanceof OperationInput.Progress report) {
      report(report, now);
    } else if (input instanceof OperationInput.Ended word) {
      move(endAfter(word.result()), now, null);
    } else if (input instanceof OperationInput.CancelRequested && !stopping) {
      asked = true;
      move("stopping", now, OperationScenario.CANCEL);
    } else if (input instanceof OperationInput.CancelRefused && stopping) {
      started = true;
      move("installing", now, OperationScenario.PROGRESS);
    } else if (input instanceof OperationInput.Withdrawn) {
      move("cancelled", now, null);
    }
  }

  private void report(OperationInput.Progress report, Instant now) {
    started = true;
    changes++;
    last = now;
    if (!at.equals("stopping")) {
      boolean loads = report.activity() == Activity.DOWNLOADING && !at.equals("installing");
      at = loads ? "downloading" : "installing";
      due = atLeastGrace(now.plus(OperationScenario.PROGRESS));
    }
  }

  private void expire(OperationInput.DeadlinePassed passed, Instant when) {
    String waitedFor =
        switch (at) {
          case "waiting" -> "DELIVERY";
          case "given" -> "START";
          case "downloading", "installing" -> "PROGRESS";
          case "stopping" -> "CANCEL";
          default -> "";
        };
    if (due == null || !passed.deadline().name().equals(waitedFor) || when.isBefore(due)) {
      return;
    }
    if (passed.graceUntil() != null && passed.graceUntil().isAfter(due)) {
      grace = passed.graceUntil();
      due = grace;
      changes++;
    } else {
      move("badly: " + waitedFor + "_TIMEOUT", due.isBefore(last) ? last : due, null);
    }
  }

  private String endAfter(DeviceResult word) {
    return switch (word) {
      case SUCCEEDED -> "well";
      case FAILED -> "badly: DEVICE_REPORTED_FAILURE";
      case REJECTED -> "badly: REJECTED_BY_DEVICE";
      case CANCELLED -> asked ? "cancelled" : "cancelled: CANCELLED_BY_DEVICE";
    };
  }

  private Instant atLeastGrace(Instant wanted) {
    return wanted.isBefore(grace) ? grace : wanted;
  }

  private void move(String where, Instant now, @Nullable Duration wait) {
    at = where;
    due = wait == null ? null : atLeastGrace(now.plus(wait));
    changes++;
    last = now;
    moved = now;
  }
}
