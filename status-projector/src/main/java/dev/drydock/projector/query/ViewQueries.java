package dev.drydock.projector.query;

import dev.drydock.projector.core.DeviceId;
import dev.drydock.projector.core.TenantId;
import dev.drydock.view.DeviceView;
import dev.drydock.view.OperationView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the view's tables. Thread-safe.
 *
 * <p>All methods throw {@link org.springframework.dao.QueryTimeoutException} when the answer takes
 * too long, and another {@link org.springframework.dao.DataAccessException} when the database
 * cannot answer.
 */
public final class ViewQueries {

  private static final String OF_ANOTHER_TENANT =
      "select exists (select 1 from operation where operation_id = ? and not (tenant_id = ?))";

  private static final String OPERATION =
      "select "
          + OperationRows.COLUMNS_WITH_DEVICE
          + " from operation o left join device d"
          + " on d.tenant_id = o.tenant_id and d.device_id = o.device_id"
          + " where o.operation_id = ? and o.tenant_id = ?";

  private static final String REVISIONS =
      "select "
          + OperationRows.COLUMNS_AT_REVISION
          + " from operation o join operation_revision r on r.operation_id = o.operation_id"
          + " where o.operation_id = ? and o.tenant_id = ?";

  private static final String ALL_REVISIONS = REVISIONS + " order by r.revision";

  private static final String REVISION_AT =
      REVISIONS
          + " and r.last_action_at_ms <= ? order by r.last_action_at_ms desc, r.revision desc"
          + " limit 1";

  private static final String DEVICE =
      "select " + DeviceRows.COLUMNS + " from device where tenant_id = ? and device_id = ?";

  private static final Comparator<OperationView> LATEST =
      Comparator.comparingLong(OperationView::lastActionAt)
          .thenComparingInt(OperationView::revision);

  private final JdbcTemplate jdbc;
  private final OperationRows operationRows;
  private final DeviceRows deviceRows;
  private final OperationLists operationLists;
  private final DeviceLists deviceLists;

  /**
   * @param jdbc gives connections whose schema is the view's, and whose statements are ended by the
   *     database when they take too long
   * @param snapshot runs what is to see the same rows on those connections
   * @param json reads actors and descriptions
   */
  public ViewQueries(JdbcTemplate jdbc, TransactionOperations snapshot, JsonMapper json) {
    this.jdbc = jdbc;
    this.operationRows = new OperationRows(json);
    this.deviceRows = new DeviceRows(json);
    this.operationLists = new OperationLists(jdbc, snapshot, json, OperationLists.MOST_KINDS);
    this.deviceLists = new DeviceLists(jdbc, snapshot, json);
  }

  /**
   * Returns a tenant's operation.
   *
   * @throws ForeignOperationException when it is another tenant's: it would be waited for
   */
  Optional<OperationView> operation(TenantId tenant, String operationId) {
    Optional<OperationView> found =
        jdbc.query(OPERATION, operationRows, operationId, tenant.value()).stream().findFirst();
    if (found.isEmpty() && isAnothers(tenant, operationId)) {
      throw new ForeignOperationException();
    }
    return found;
  }

  /**
   * Returns a device's operation.
   *
   * @throws ForeignOperationException when it is another device's, or another tenant's
   */
  Optional<OperationView> operation(DeviceId device, String operationId) {
    Optional<OperationView> found = operation(device.tenant(), operationId);
    if (found.isPresent() && !isOf(found.get(), device)) {
      throw new ForeignOperationException();
    }
    return found;
  }

  private static boolean isOf(OperationView operation, DeviceId device) {
    return operation.tenantId().equals(device.tenantId())
        && operation.deviceId().equals(device.deviceId());
  }

  /** Tells no more than that: an operation that does not exist would be waited for. */
  private boolean isAnothers(TenantId tenant, String operationId) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(OF_ANOTHER_TENANT, Boolean.class, operationId, tenant.value()));
  }

  /**
   * Returns a device's operation as it stood at a time: at the revision of the latest action until
   * then. Of an operation of very many revisions some that it had before its last are not known.
   *
   * @param atMs the time, milliseconds since 1970
   * @throws ForeignOperationException when it is another device's, or another tenant's
   */
  Optional<OperationView> operationAt(DeviceId device, String operationId, long atMs) {
    Optional<OperationView> current = operation(device, operationId);
    if (current.isEmpty()) {
      return current;
    }
    List<OperationView> past =
        jdbc.query(REVISION_AT, operationRows, operationId, device.tenantId(), atMs);
    // of the same revision the past one, which has the log
    return Stream.concat(past.stream(), current.stream())
        .filter(revision -> revision.lastActionAt() <= atMs)
        .max(LATEST)
        .map(revision -> revision.asRevisionOf(current.get()));
  }

  /**
   * Returns all that is known of what a device's operation has been, oldest first, and at last what
   * it is; nothing when it is not known.
   *
   * @throws ForeignOperationException when it is another device's, or another tenant's
   */
  Optional<List<OperationView>> revisions(DeviceId device, String operationId) {
    Optional<OperationView> current = operation(device, operationId);
    if (current.isEmpty()) {
      return Optional.empty();
    }
    List<OperationView> revisions =
        new ArrayList<>(jdbc.query(ALL_REVISIONS, operationRows, operationId, device.tenantId()));
    boolean isLast =
        revisions.stream().noneMatch(known -> known.revision() >= current.get().revision());
    if (isLast) {
      revisions.add(current.get());
    }
    return Optional.of(
        revisions.stream().map(revision -> revision.asRevisionOf(current.get())).toList());
  }

  /** Returns a page of a tenant's operations. */
  Page<OperationView> operations(TenantId tenant, OperationSelection query) {
    return operationLists.page(tenant, query);
  }

  /** Returns a device. */
  Optional<DeviceView> device(DeviceId id) {
    return jdbc.query(DEVICE, deviceRows, id.tenantId(), id.deviceId()).stream().findFirst();
  }

  /** Returns a page of a tenant's devices. */
  Page<DeviceView> devices(TenantId tenant, DeviceSelection query) {
    return deviceLists.page(tenant, query);
  }
}
