package dev.drydock.projector.stream;

import dev.drydock.messages.DeadlineKind;
import dev.drydock.messages.DeviceAckKind;
import dev.drydock.messages.OperationStatus;
import dev.drydock.projector.core.OperationDetail;
import dev.drydock.projector.core.OperationDetail.Cancellation;
import dev.drydock.projector.core.OperationDetail.Deadlines;
import dev.drydock.projector.core.OperationDetail.LateResult;
import dev.drydock.schemas.MessageKind;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From an operation's state to what is shown of it besides. What came after this build is left out.
 */
final class DetailCodec {

  private static final Set<DeviceAckKind> RESULTS =
      Set.of(
          DeviceAckKind.SUCCEEDED,
          DeviceAckKind.FAILED,
          DeviceAckKind.REJECTED,
          DeviceAckKind.CANCELLED);

  private DetailCodec() {}

  static OperationDetail detail(OperationStatus status) {
    return new OperationDetail(
        ms(status.getPhaseSince()),
        waitsFor(status.getWaitsFor()),
        deadlines(status.getDeadlines()),
        ms(status.getLastHeardAt()),
        cancellation(status.getCancellation()),
        lateResult(status.getLateResult()),
        status.getLogLines().stream().map(MessageCodec::text).toList());
  }

  private static @Nullable String waitsFor(@Nullable DeadlineKind kind) {
    return kind == null || kind == DeadlineKind.UNKNOWN ? null : MessageKind.camel(kind);
  }

  private static @Nullable Deadlines deadlines(dev.drydock.messages.@Nullable Deadlines deadlines) {
    return deadlines == null
        ? null
        : new Deadlines(
            deadlines.getDeliveryMs(),
            deadlines.getStartMs(),
            deadlines.getProgressMs(),
            deadlines.getCancelMs());
  }

  private static @Nullable Cancellation cancellation(
      dev.drydock.messages.@Nullable Cancellation cancellation) {
    return cancellation == null
        ? null
        : new Cancellation(
            cancellation.getRequestedAt().toEpochMilli(),
            MessageCodec.actor(cancellation.getRequestedBy()),
            cancellation.getForced(),
            ms(cancellation.getRefusedAt()),
            MessageCodec.optional(cancellation.getRefusal()));
  }

  private static @Nullable LateResult lateResult(dev.drydock.messages.@Nullable LateResult late) {
    return late == null || !RESULTS.contains(late.getResult())
        ? null
        : new LateResult(
            MessageKind.camel(late.getResult()),
            late.getAt().toEpochMilli(),
            MessageCodec.optional(late.getMessage()));
  }

  private static @Nullable Long ms(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
