package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;
import dev.drydock.view.Cursor;
import dev.drydock.view.DeviceView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of devices, of which a tenant has so few that PostgreSQL may choose between walking along
 * the list's order and sorting what an index finds. Thread-safe.
 */
final class DeviceLists {

  private final JdbcTemplate jdbc;
  private final TransactionOperations snapshot;
  private final DeviceRows rows;

  /**
   * @param snapshot runs what is to see the same rows
   */
  DeviceLists(JdbcTemplate jdbc, TransactionOperations snapshot, JsonMapper json) {
    this.jdbc = jdbc;
    this.snapshot = snapshot;
    this.rows = new DeviceRows(json);
  }

  /** Returns a page of a tenant's devices. */
  Page<DeviceView> page(TenantId tenant, DeviceSelection query) {
    return snapshot.execute(
        status -> {
          List<DeviceView> found = pageSql(tenant, query).query(jdbc, rows);
          return Page.of(found, query.top(), query.count() ? count(tenant, query) : null);
        });
  }

  private @Nullable Long count(TenantId tenant, DeviceSelection query) {
    return countSql(tenant, query).query(jdbc, (row, number) -> row.getLong(1)).get(0);
  }

  /** Returns the statement that gives the page's rows and, when there are more, one of them. */
  static SqlText pageSql(TenantId tenant, DeviceSelection query) {
    boolean isById = query.orderBy() == DeviceSelection.Order.ID;
    SqlText sql = new SqlText().add("select " + DeviceRows.COLUMNS);
    addRows(sql, tenant, query);
    Cursor after = query.after();
    String beyond = query.descending() ? " < " : " > ";
    if (after != null && isById) {
      sql.add(" and device_id" + beyond + "?", after.id());
    } else if (after != null) {
      sql.add(
          " and (registered_at_ms, device_id)" + beyond + "(?, ?)", after.requireAt(), after.id());
    }
    String way = query.descending() ? "desc" : "asc";
    return sql.add(
        (isById
                ? " order by device_id %s limit ?"
                : " order by registered_at_ms %1$s, device_id %1$s limit ?")
            .formatted(way),
        query.top() + 1);
  }

  private static SqlText countSql(TenantId tenant, DeviceSelection query) {
    SqlText sql = new SqlText().add("select count(*)");
    addRows(sql, tenant, query);
    return sql;
  }

  private static void addRows(SqlText sql, TenantId tenant, DeviceSelection query) {
    sql.add(" from device where tenant_id = ? and ", tenant.value());
    FilterSql.write(query.filter(), sql);
  }
}
