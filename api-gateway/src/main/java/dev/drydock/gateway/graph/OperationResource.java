package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.view.OperationDetail;
import dev.drydock.view.OperationView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation's JSON: teamworkDeviceOperation, and after {@code error} what Graph never had. */
record OperationResource(
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("@odata.context")
        @Nullable String context,
    @JsonProperty("@odata.type") String type,
    String id,
    String operationType,
    String status,
    String createdDateTime,
    @Nullable String startedDateTime,
    @Nullable String lastActionDateTime,
    @Nullable String completedDateTime,
    @Nullable IdentitySet createdBy,
    @Nullable IdentitySet lastActionBy,
    @Nullable OperationError error,
    String deviceId,
    @JsonProperty("device@odata.navigationLink") String deviceLink,
    String softwareType,
    String softwareVersion,
    @Nullable String mode,
    @Nullable String phase,
    @Nullable String progress,
    @Nullable String deadlineDateTime,
    int revision,
    @Nullable String phaseSinceDateTime,
    OperationDetails.@Nullable Deadlines deadlines,
    OperationDetails.@Nullable OnDeadline onDeadline,
    @Nullable String lastHeardDateTime,
    @Nullable String deviceLastSeenDateTime,
    OperationDetails.@Nullable Cancellation cancellation,
    OperationDetails.@Nullable LateResult lateResult,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> log) {

  record OperationError(String code, @Nullable String message) {}

  /** Returns the JSON of an operation that stands alone. */
  static OperationResource of(GraphUrls urls, String context, OperationView operation) {
    OperationDetail detail = detail(operation);
    Long seenAt = latest(operation.deviceLastSeenAt(), detail.lastHeardAtMs());
    return of(urls, context, operation, detail, seenAt, null);
  }

  /** Returns the JSON of an operation in a list. */
  static OperationResource item(GraphUrls urls, OperationView operation) {
    return of(urls, null, operation, detail(operation), null, null);
  }

  /** Returns the JSON of an operation as one of its revisions, with the device's log. */
  static OperationResource revision(GraphUrls urls, OperationView operation) {
    OperationDetail detail = detail(operation);
    List<String> log = Objects.requireNonNullElse(detail.logLines(), List.of());
    return of(urls, null, operation, detail, null, log);
  }

  private static OperationResource of(
      GraphUrls urls,
      @Nullable String context,
      OperationView operation,
      OperationDetail detail,
      @Nullable Long deviceLastSeenAt,
      @Nullable List<String> log) {
    return new OperationResource(
        context,
        "#microsoft.graph.teamworkDeviceOperation",
        operation.operationId(),
        "softwareUpdate",
        operation.state(),
        Objects.requireNonNull(GraphTimes.formatMs(operation.createdAt())),
        GraphTimes.formatMs(operation.startedAt()),
        GraphTimes.formatMs(operation.lastActionAt()),
        GraphTimes.formatMs(operation.completedAt()),
        IdentitySet.of(operation.createdBy()),
        IdentitySet.of(operation.lastActionBy()),
        operation.errorCode() == null
            ? null
            : new OperationError(operation.errorCode(), operation.errorMessage()),
        operation.deviceId(),
        urls.device(operation.deviceId()),
        operation.softwareType(),
        operation.softwareVersion(),
        detail.mode(),
        operation.phase(),
        operation.progress(),
        GraphTimes.formatMs(operation.deadlineAt()),
        operation.revision(),
        GraphTimes.formatMs(detail.phaseSinceMs()),
        OperationDetails.Deadlines.of(detail.deadlines()),
        OperationDetails.OnDeadline.of(detail.waitsFor()),
        GraphTimes.formatMs(detail.lastHeardAtMs()),
        GraphTimes.formatMs(deviceLastSeenAt),
        OperationDetails.Cancellation.of(detail.cancellation()),
        OperationDetails.LateResult.of(detail.lateResult()),
        log);
  }

  private static OperationDetail detail(OperationView operation) {
    return Objects.requireNonNullElse(operation.detail(), OperationDetail.NONE);
  }

  private static @Nullable Long latest(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
