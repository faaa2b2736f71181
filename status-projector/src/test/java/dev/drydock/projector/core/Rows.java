package dev.drydock.projector.core;

import dev.drydock.projector.core.OperationRow.Failure;
import dev.drydock.projector.core.OperationRow.Software;
import dev.drydock.view.Actor;
import dev.drydock.view.DeviceDescription;
import dev.drydock.view.OperationDetail;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows of which all is told by their ids and revision. */
public final class Rows {

  private static final Instant CREATED = Instant.parse("2026-11-23T10:15:30.123Z");
  private static final Actor CALLER = new Actor("app-1", "Fleet \"tool\"", null, null, null);

  private Rows() {}

  /** Returns an operation: of revision 0 a rejected request, of 4 and more a final. */
  public static OperationRow operation(String operationId, DeviceId device, int revision) {
    if (revision == RejectedRequest.REVISION) {
      return rejected(operationId, device).byConflict("op-of-another", CREATED);
    }
    return operation(operationId, device, revision, revision >= 4);
  }

  /** Returns an operation that has not ended, of any revision. */
  public static OperationRow running(String operationId, DeviceId device, int revision) {
    return operation(operationId, device, revision, false);
  }

  private static OperationRow operation(
      String operationId, DeviceId device, int revision, boolean ended) {
    Instant now = CREATED.plusMillis(revision);
    return new OperationRow(
        operationId,
        device,
        revision,
        ended ? OperationState.FAILED : OperationState.IN_PROGRESS,
        ended ? null : "installing",
        new Software("teamsClient", "1.0.96.22"),
        CREATED,
        revision > 1 ? now : null,
        now,
        ended ? now : null,
        CALLER,
        new Actor(null, null, null, null, device.deviceId()),
        ended ? new Failure("deviceReportedFailure", "no, {\"it\": \\ 'failed'}") : null,
        revision + " of 7",
        ended ? null : now.plusSeconds(60),
        detail(now, ended));
  }

  private static OperationDetail detail(Instant now, boolean ended) {
    long nowMs = now.toEpochMilli();
    return new OperationDetail(
        "forced",
        ended ? null : CREATED.toEpochMilli(),
        ended ? null : "progress",
        new OperationDetail.Deadlines(1, 2, 3, 4),
        nowMs,
        new OperationDetail.Cancellation(
            CREATED.toEpochMilli(), CALLER, false, ended ? nowMs : null, ended ? "no" : null),
        ended ? new OperationDetail.LateResult("succeeded", nowMs, "\"late\"") : null,
        List.of("line at " + now, "{\\}"));
  }

  /** Returns a rejected request. */
  public static RejectedRequest rejected(String operationId, DeviceId device) {
    return new RejectedRequest(
        operationId,
        device,
        new Software("firmware", "2"),
        CREATED,
        CALLER,
        CREATED.plusSeconds(1));
  }

  /** Returns a device. */
  public static DeviceRow device(DeviceId id, int revision) {
    return new DeviceRow(
        id,
        revision,
        new DeviceDescription(
            "teamsRoom",
            "bridge",
            null,
            "unique-" + revision,
            List.of("00-11-22", "33,44\"{}"),
            "Contoso",
            null,
            null,
            "Größe: 5 µm \uD83D\uDEA2",
            null,
            null),
        Map.of("teamsClient", "1.0." + revision, "firmware", "2 \"ü\""),
        CREATED,
        CALLER,
        CREATED.plusMillis(revision),
        CALLER,
        CREATED.plusSeconds(revision),
        Map.of("os", "Android \"13\""));
  }
}
