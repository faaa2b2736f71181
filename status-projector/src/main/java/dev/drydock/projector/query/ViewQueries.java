package dev.drydock.projector.query;

import dev.drydock.projector.core.Actor;
import dev.drydock.projector.core.DeviceDescription;
import dev.drydock.projector.core.DeviceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the view's tables. Each query is one statement that an index answers. Thread-safe.
 *
 * <p>All methods throw {@link org.springframework.dao.DataAccessException} when the database cannot
 * answer.
 */
public final class ViewQueries {

  private static final String OPERATION =
      "select operation_id, tenant_id, device_id, revision, state, phase, software_type,"
          + " software_version, created_at_ms, started_at_ms, last_action_at_ms, completed_at_ms,"
          + " created_by, last_action_by, error_code, error_message, progress, deadline_at_ms"
          + " from operation where ";

  private static final String OPERATION_BY_ID = OPERATION + "operation_id = ?";

  private static final String OF_DEVICE = OPERATION + "tenant_id = ? and device_id = ?";

  private static final String NEWEST_FIRST =
      " and (created_at_ms, operation_id) < (?, ?)"
          + " order by created_at_ms desc, operation_id desc limit ?";

  static final String ALL_OPERATIONS = OF_DEVICE + NEWEST_FIRST;

  /** The condition has the words of the index that is for it. */
  static final String OPERATIONS_WITHOUT_TURNED_AWAY =
      OF_DEVICE + " and not turned_away" + NEWEST_FIRST;

  private static final String DEVICE =
      "select tenant_id, device_id, revision, description, registered_at_ms, registered_by,"
          + " modified_at_ms, modified_by from device where tenant_id = ?";

  private static final String DEVICE_BY_ID = DEVICE + " and device_id = ?";

  private static final String DEVICES = DEVICE + " and device_id > ? order by device_id limit ?";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  /**
   * @param jdbc gives connections whose schema is the view's
   * @param json reads actors and descriptions
   */
  public ViewQueries(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Returns a device's operation.
   *
   * @throws ForeignOperationException when it is another device's
   */
  Optional<OperationView> operation(DeviceId device, String operationId) {
    Optional<OperationView> found =
        jdbc.query(OPERATION_BY_ID, this::readOperation, operationId).stream().findFirst();
    if (found.isPresent() && !found.get().isOf(device)) {
      throw new ForeignOperationException();
    }
    return found;
  }

  /**
   * Returns a device's operations, newest first.
   *
   * @param top how many at most, 1 or more
   * @param turnedAway whether requests that were turned away are among them
   */
  Page<OperationView> operations(
      DeviceId device, OperationCursor after, int top, boolean turnedAway) {
    List<OperationView> found =
        jdbc.query(
            turnedAway ? ALL_OPERATIONS : OPERATIONS_WITHOUT_TURNED_AWAY,
            this::readOperation,
            device.tenantId(),
            device.deviceId(),
            after.createdAtMs(),
            after.operationId(),
            top + 1);
    return Page.of(found, top);
  }

  /** Returns a device. */
  Optional<DeviceView> device(DeviceId id) {
    return jdbc.query(DEVICE_BY_ID, this::readDevice, id.tenantId(), id.deviceId()).stream()
        .findFirst();
  }

  /**
   * Returns a tenant's devices by ascending id, which is compared byte for byte.
   *
   * @param after only devices after this id; null for all
   * @param top how many at most, 1 or more
   */
  Page<DeviceView> devices(String tenantId, @Nullable String after, int top) {
    List<DeviceView> found =
        jdbc.query(DEVICES, this::readDevice, tenantId, after == null ? "" : after, top + 1);
    return Page.of(found, top);
  }

  private OperationView readOperation(ResultSet row, int number) throws SQLException {
    return new OperationView(
        row.getString("operation_id"),
        row.getString("tenant_id"),
        row.getString("device_id"),
        // a request that was turned away has 0 there, and callers count from 1
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
        row.getObject("deadline_at_ms", Long.class));
  }

  private DeviceView readDevice(ResultSet row, int number) throws SQLException {
    return new DeviceView(
        row.getString("tenant_id"),
        row.getString("device_id"),
        row.getInt("revision"),
        json.readValue(row.getString("description"), DeviceDescription.class),
        row.getLong("registered_at_ms"),
        json.readValue(row.getString("registered_by"), Actor.class),
        row.getLong("modified_at_ms"),
        json.readValue(row.getString("modified_by"), Actor.class));
  }
}
