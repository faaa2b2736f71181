package dev.drydock.projector.stream;

import dev.drydock.projector.core.HistoryChanges;
import dev.drydock.projector.core.OperationKind;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.RowChanges;
import dev.drydock.view.OperationDetail;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes operations, their kinds and their history. Thread-safe. */
final class OperationTable {

  /** Rows of one transaction: milliseconds, which no query and no other writer notices. */
  static final int HISTORY_BATCH = 5000;

  private static final String OPEN =
      "select tenant_id, device_id, operation_id from operation where completed_at_ms is null";

  private static final String DELETE = "delete from operation where operation_id = any(?)";

  private static final String DELETE_HISTORY =
      "delete from operation_revision where operation_id = any(?)";

  private static final String DELETE_SOME_HISTORY =
      "delete from operation_revision where (operation_id, revision) in ("
          + "select operation_id, revision from operation_revision where operation_id = any(?)"
          + " limit "
          + HISTORY_BATCH
          + ")";

  private final JdbcTemplate jdbc;
  private final BatchInsert<Listed> operations;
  private final BatchInsert<Entry<OperationKind, Long>> kinds;
  private final BatchInsert<OperationRow> history;

  /**
   * An operation with the number of its kind.
   *
   * @param row the operation
   * @param kindId the number
   */
  private record Listed(OperationRow row, long kindId) {}

  OperationTable(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.operations = BatchInsert.ofNewer("operation", 1, operationColumns(json));
    this.kinds = BatchInsert.ofUsed("operation_kind", "kind_id", kindColumns());
    this.history = BatchInsert.ofMissing("operation_revision", historyColumns(json));
  }

  /**
   * Deletes most of the history of operations that are gone, each part in a transaction of its own
   * where none is open. What is left is {@link #write}'s.
   */
  void forgetHistory(Set<String> gone) {
    while (!gone.isEmpty() && delete(jdbc, DELETE_SOME_HISTORY, gone) == HISTORY_BATCH) {
      // there may be more
    }
  }

  /** Writes a batch; returns how many operations are other than before. */
  int write(RowChanges<String, OperationRow> changes, HistoryChanges revisions) {
    int deleted = 0;
    if (!changes.gone().isEmpty()) {
      delete(jdbc, DELETE_HISTORY, changes.gone());
      deleted = delete(jdbc, DELETE, changes.gone());
    }
    int put = put(changes.rows());
    history.put(jdbc, revisions.rows());
    return deleted + put;
  }

  private int put(Collection<OperationRow> rows) {
    Map<OperationKind, Long> ids = new HashMap<>();
    List<Listed> listed =
        rows.stream()
            .map(
                row ->
                    new Listed(row, ids.computeIfAbsent(OperationKind.of(row), OperationKind::id)))
            .toList();
    kinds.put(jdbc, ids.entrySet().stream().sorted(Entry.comparingByValue()).toList());
    return operations.put(jdbc, listed);
  }

  /**
   * Deletes the operations that have not ended and whose records stand on one partition.
   *
   * @param partitions how many partitions the topic has
   * @return how many there were
   */
  static int forgetOpen(JdbcTemplate jdbc, int partition, int partitions) {
    Set<String> ids = new HashSet<>();
    jdbc.query(
        OPEN,
        row -> {
          if (DeviceTable.partitionOf(row.getString(1), row.getString(2), partitions)
              == partition) {
            ids.add(row.getString(3));
          }
        });
    delete(jdbc, DELETE_HISTORY, ids);
    return delete(jdbc, DELETE, ids);
  }

  private static int delete(JdbcTemplate jdbc, String sql, Set<String> operationIds) {
    return jdbc.update(
        sql,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("text", operationIds.toArray())));
  }

  private static List<Column<Listed>> operationColumns(JsonMapper json) {
    return List.of(
        Column.text("operation_id", listed -> listed.row().operationId()),
        Column.text("tenant_id", listed -> listed.row().device().tenantId()),
        Column.text("device_id", listed -> listed.row().device().deviceId()),
        Column.bigint("kind_id", Listed::kindId),
        Column.integer("revision", listed -> listed.row().revision()),
        Column.text("state", listed -> listed.row().state().word()),
        Column.text("phase", listed -> listed.row().phase()),
        Column.text("software_type", listed -> listed.row().software().type()),
        Column.text("software_version", listed -> listed.row().software().version()),
        Column.time("created_at_ms", listed -> listed.row().createdAt()),
        Column.time("started_at_ms", listed -> listed.row().startedAt()),
        Column.time("last_action_at_ms", listed -> listed.row().lastActionAt()),
        Column.time("completed_at_ms", listed -> listed.row().completedAt()),
        Column.json("created_by", listed -> json.writeValueAsString(listed.row().createdBy())),
        Column.json(
            "last_action_by", listed -> json.writeValueAsString(listed.row().lastActionBy())),
        Column.text("error_code", listed -> listed.row().errorCode()),
        Column.text("error_message", listed -> listed.row().errorMessage()),
        Column.text("progress", listed -> listed.row().progress()),
        Column.time("deadline_at_ms", listed -> listed.row().deadlineAt()),
        Column.text("detail", listed -> detail(listed.row(), OperationDetail::withoutLog, json)));
  }

  private static List<Column<Entry<OperationKind, Long>>> kindColumns() {
    return List.of(
        Column.bigint("kind_id", Entry::getValue),
        Column.text("tenant_id", kind -> kind.getKey().tenant().value()),
        Column.bool("rejected", kind -> kind.getKey().rejected()),
        Column.text("state", kind -> kind.getKey().state().word()),
        Column.text("software_type", kind -> kind.getKey().software().type()),
        Column.text("software_version", kind -> kind.getKey().software().version()),
        Column.text("error_code", kind -> kind.getKey().errorCode()),
        Column.text("completion", kind -> kind.getKey().completion().name()),
        Column.bigint("least_span_ms", kind -> kind.getKey().band().leastMs()),
        Column.bigint("most_span_ms", kind -> kind.getKey().band().mostMs()));
  }

  private static List<Column<OperationRow>> historyColumns(JsonMapper json) {
    return List.of(
        Column.text("operation_id", OperationRow::operationId),
        Column.integer("revision", OperationRow::revision),
        Column.time("last_action_at_ms", OperationRow::lastActionAt),
        Column.time("started_at_ms", OperationRow::startedAt),
        Column.time("completed_at_ms", OperationRow::completedAt),
        Column.time("deadline_at_ms", OperationRow::deadlineAt),
        Column.text("state", row -> row.state().word()),
        Column.text("phase", OperationRow::phase),
        Column.json("last_action_by", row -> json.writeValueAsString(row.lastActionBy())),
        Column.text("error_code", OperationRow::errorCode),
        Column.text("error_message", OperationRow::errorMessage),
        Column.text("progress", OperationRow::progress),
        Column.text("detail", row -> detail(row, known -> known.withDeadlines(null), json)));
  }

  private static @Nullable String detail(
      OperationRow row, UnaryOperator<OperationDetail> part, JsonMapper json) {
    return row.detail() == null ? null : json.writeValueAsString(part.apply(row.detail()));
  }
}
