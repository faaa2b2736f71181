package dev.drydock.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.drydock.gateway.view.OperationView;
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
    String softwareType,
    String softwareVersion,
    @Nullable String phase,
    @Nullable String progress,
    @Nullable String deadlineDateTime,
    int revision) {

  record OperationError(String code, @Nullable String message) {}

  /**
   * Returns an operation's JSON.
   *
   * @param context where it stands alone; null for an item of a collection
   */
  static OperationResource of(@Nullable String context, OperationView operation) {
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
        operation.softwareType(),
        operation.softwareVersion(),
        operation.phase(),
        operation.progress(),
        GraphTimes.formatMs(operation.deadlineAt()),
        operation.revision());
  }
}
