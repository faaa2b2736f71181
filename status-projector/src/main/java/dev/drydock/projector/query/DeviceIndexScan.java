package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;
import dev.drydock.view.Cursor;

/**
 * Reads a list by one scan of the index of each device's operations, which are in it from the
 * latest to the first. What the filter leaves out is skipped.
 *
 * @param tenant the tenant
 * @param query what is asked for, ordered by devices
 */
record DeviceIndexScan(TenantId tenant, OperationSelection query) implements OperationSql {

  private static final String ORDER =
      " order by o.device_id %1$s, o.created_at_ms %2$s, o.operation_id %2$s limit ?";

  /** The index is entered at the device, and what stands before the cursor in it is left out. */
  private static final String START =
      " and o.device_id %1$s= ? and (o.device_id <> ?"
          + " or (o.created_at_ms, o.operation_id) %2$s (?, ?))";

  @Override
  public SqlText page() {
    SqlText sql = new SqlText().add("select " + OperationRows.COLUMNS);
    addRows(sql);
    Cursor after = query.after();
    if (after != null) {
      String deviceId = after.requireDeviceId();
      sql.add(
          query.descending() ? START.formatted("<", ">") : START.formatted(">", "<"),
          deviceId,
          deviceId,
          after.requireAt(),
          after.id());
    }
    return sql.add(
        query.descending() ? ORDER.formatted("desc", "asc") : ORDER.formatted("asc", "desc"),
        query.top() + 1);
  }

  @Override
  public SqlText count() {
    SqlText sql = new SqlText().add("select count(*)");
    addRows(sql);
    return sql;
  }

  private void addRows(SqlText sql) {
    sql.add(" from operation o where o.tenant_id = ?", tenant.value());
    if (query.deviceId() != null) {
      sql.add(" and o.device_id = ?", query.deviceId());
    }
    OperationIndexScan.addDevices(sql, query.filter());
    if (!query.rejected()) {
      sql.add(" and not o.rejected");
    }
    OperationSql.addFilter(sql, query.filter(), query.filter().equals(Condition.ALL));
  }
}
