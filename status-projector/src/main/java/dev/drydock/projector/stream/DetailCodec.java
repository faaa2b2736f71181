package dev.drydock.projector.stream;

import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationStatus;
import dev.drydock.schemas.ActorMembers;
import dev.drydock.view.OperationDetail;
import dev.drydock.view.OperationDetail.Cancellation;
import dev.drydock.view.OperationDetail.Deadlines;
import dev.drydock.view.OperationDetail.LateResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From an operation's state to what is shown of it besides. What came after this build is left out.
 */
final class DetailCodec {

  private static final ActorMembers CANCEL_REQUESTED_BY =
      new ActorMembers(OperationStatus.getClassSchema(), "cancelRequestedBy");

  private static final Set<String> AWAITED =
      Set.of(DeadlineKind.DELIVERY, DeadlineKind.START, DeadlineKind.PROGRESS, DeadlineKind.CANCEL);

  private static final Set<String> RESULTS =
      Set.of(
          DeviceAckKind.SUCCEEDED,
          DeviceAckKind.FAILED,
          DeviceAckKind.REJECTED,
          DeviceAckKind.CANCELLED);

  private DetailCodec() {}

  static OperationDetail detail(OperationStatus status) {
    String waitsFor = status.getWaitsFor();
    return new OperationDetail(
        MessageCodec.text(status.getMode()),
        ms(status.getPhaseSince()),
        waitsFor != null && AWAITED.contains(waitsFor) ? waitsFor : null,
        new Deadlines(
            status.getDeliveryDeadlineMs(),
            status.getStartDeadlineMs(),
            status.getProgressDeadlineMs(),
            status.getCancelDeadlineMs()),
        ms(status.getLastHeardAt()),
        cancellation(status),
        lateResult(status),
        logLines(status.getLogLines()));
  }

  private static @Nullable Cancellation cancellation(OperationStatus status) {
    Instant requestedAt = status.getCancelRequestedAt();
    return requestedAt == null
        ? null
        : new Cancellation(
            requestedAt.toEpochMilli(),
            MessageCodec.actor(CANCEL_REQUESTED_BY.in(status)),
            Boolean.TRUE.equals(status.getCancelForced()),
            ms(status.getCancelRefusedAt()),
            MessageCodec.optional(status.getCancelRefusal()));
  }

  private static @Nullable LateResult lateResult(OperationStatus status) {
    String result = status.getLateResult();
    Instant at = status.getLateResultAt();
    return result == null || at == null || !RESULTS.contains(result)
        ? null
        : new LateResult(
            result, at.toEpochMilli(), MessageCodec.optional(status.getLateResultMessage()));
  }

  private static List<String> logLines(@Nullable String lines) {
    return lines == null
        ? List.of()
        : Arrays.stream(lines.split("\n", -1)).map(MessageCodec::text).toList();
  }

  private static @Nullable Long ms(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
