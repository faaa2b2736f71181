package dev.drydock.projector.query;

import dev.drydock.view.Actor;
import dev.drydock.view.OperationDetail;
import dev.drydock.view.OperationView;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of operations. Thread-safe. */
final class OperationRows implements RowMapper<OperationView> {

  /** What is read, of a table called {@code o}. */
  static final String COLUMNS =
      "o.operation_id, o.tenant_id, o.device_id, o.revision, o.state, o.phase, o.software_type,"
          + " o.software_version, o.created_at_ms, o.started_at_ms, o.last_action_at_ms,"
          + " o.completed_at_ms, o.created_by, o.last_action_by, o.error_code, o.error_message,"
          + " o.progress, o.deadline_at_ms, o.detail, null::bigint as last_seen_at_ms";

  /** The same, and when a device {@code d} last called or reported. */
  static final String COLUMNS_WITH_DEVICE =
      COLUMNS.replace("null::bigint as last_seen_at_ms", "d.last_seen_at_ms");

  /** The same of an operation as it was at a revision {@code r}. */
  static final String COLUMNS_AT_REVISION =
      "o.operation_id, o.tenant_id, o.device_id, r.revision, r.state, r.phase, o.software_type,"
          + " o.software_version, o.created_at_ms, r.started_at_ms, r.last_action_at_ms,"
          + " r.completed_at_ms, o.created_by, r.last_action_by, r.error_code, r.error_message,"
          + " r.progress, r.deadline_at_ms, r.detail,"
          + " null::bigint as last_seen_at_ms";

  private final JsonMapper json;

  OperationRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public OperationView mapRow(ResultSet row, int number) throws SQLException {
    return new OperationView(
        row.getString("operation_id"),
        row.getString("tenant_id"),
        row.getString("device_id"),
        // a rejected request has 0 there, and callers count from 1
        Math.max(1, row.getInt("revision")),
        row.getString("state"),
        row.getString("phase"),
        row.getString("software_type"),
        row.getString("software_version"),
        row.getLong("created_at_ms"),
        row.getObject("started_at_ms", Long.class),
        row.getLong("last_action_at_ms"),
        row.getObject("completed_at_ms", Long.class),
        json.readValue(row.getString("created_by"), Actor.class),
        json.readValue(row.getString("last_action_by"), Actor.class),
        row.getString("error_code"),
        row.getString("error_message"),
        row.getString("progress"),
        row.getObject("deadline_at_ms", Long.class),
        detail(row.getString("detail")),
        row.getObject("last_seen_at_ms", Long.class));
  }

  private @Nullable OperationDetail detail(@Nullable String text) {
    return text == null ? null : json.readValue(text, OperationDetail.class);
  }
}
