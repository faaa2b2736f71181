package dev.drydock.projector.stream;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.DeviceRow;
import dev.drydock.projector.core.OperationRow;
import dev.drydock.projector.core.ViewChanges;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the view's tables. Whatever is written again changes nothing, unless it was deleted
 * meanwhile. Thread-safe.
 */
public final class ViewWriter {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Upsert<OperationRow> operations;
  private final Upsert<DeviceRow> devices;

  /**
   * @param dataSource gives connections whose schema is the view's
   * @param json writes actors and descriptions
   */
  public ViewWriter(DataSource dataSource, JsonMapper json) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.operations = new Upsert<>("operation", 1, operationColumns(json));
    this.devices = new Upsert<>("device", 2, deviceColumns(json));
  }

  /**
   * Writes what a batch does to the view, in one transaction.
   *
   * @return how many rows are other than before
   * @throws DataIntegrityViolationException when PostgreSQL does not take a value
   * @throws DataAccessException when PostgreSQL cannot be reached or cannot write now
   * @throws TransactionException the same
   */
  public int write(ViewChanges changes) {
    Integer rows = transaction.execute(status -> writeAll(changes));
    return rows == null ? 0 : rows;
  }

  private int writeAll(ViewChanges changes) {
    return deleteOperations(changes.operations().gone())
        + operations.put(jdbc, changes.operations().rows())
        + deleteDevices(changes.devices().gone())
        + devices.put(jdbc, changes.devices().rows());
  }

  private int deleteOperations(Set<String> operationIds) {
    return operationIds.isEmpty()
        ? 0
        : jdbc.update(
            "delete from operation where operation_id = any(?)",
            statement ->
                statement.setArray(
                    1, statement.getConnection().createArrayOf("text", operationIds.toArray())));
  }

  private int deleteDevices(Set<DeviceId> ids) {
    int deleted = 0;
    for (DeviceId id : ids) {
      deleted +=
          jdbc.update(
              "delete from device where tenant_id = ? and device_id = ?",
              id.tenantId(),
              id.deviceId());
    }
    return deleted;
  }

  private static List<Column<OperationRow>> operationColumns(JsonMapper json) {
    return List.of(
        Column.text("operation_id", OperationRow::operationId),
        Column.text("tenant_id", row -> row.device().tenantId()),
        Column.text("device_id", row -> row.device().deviceId()),
        Column.integer("revision", OperationRow::revision),
        Column.text("state", row -> row.state().word()),
        Column.text("phase", row -> row.phase() == null ? null : row.phase().word()),
        Column.text("software_type", row -> row.software().type()),
        Column.text("software_version", row -> row.software().version()),
        Column.time("created_at_ms", OperationRow::createdAt),
        Column.time("started_at_ms", OperationRow::startedAt),
        Column.time("last_action_at_ms", OperationRow::lastActionAt),
        Column.time("completed_at_ms", OperationRow::completedAt),
        Column.json("created_by", row -> json.writeValueAsString(row.createdBy())),
        Column.json("last_action_by", row -> json.writeValueAsString(row.lastActionBy())),
        Column.text("error_code", OperationRow::errorCode),
        Column.text("error_message", OperationRow::errorMessage),
        Column.text("progress", OperationRow::progress),
        Column.time("deadline_at_ms", OperationRow::deadlineAt));
  }

  private static List<Column<DeviceRow>> deviceColumns(JsonMapper json) {
    return List.of(
        Column.text("tenant_id", row -> row.id().tenantId()),
        Column.text("device_id", row -> row.id().deviceId()),
        Column.integer("revision", DeviceRow::revision),
        Column.json("description", row -> json.writeValueAsString(row.description())),
        Column.time("registered_at_ms", DeviceRow::registeredAt),
        Column.json("registered_by", row -> json.writeValueAsString(row.registeredBy())),
        Column.time("modified_at_ms", DeviceRow::modifiedAt),
        Column.json("modified_by", row -> json.writeValueAsString(row.modifiedBy())));
  }
}
