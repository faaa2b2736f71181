package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;
import dev.drydock.view.OperationView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of operations. A page is read in the list's order from where the page before ended, and no
 * further than to its own end, either by one scan of an index or, where the filter tells kinds of
 * operations apart, by one for each kind. Thread-safe.
 */
final class OperationLists {

  /** More kinds are not merged: their scans take longer than looking at the rows one by one. */
  static final int MOST_KINDS = 20_000;

  private final JdbcTemplate jdbc;
  private final TransactionOperations snapshot;
  private final OperationRows rows;
  private final KindTable kinds;
  private final int mostKinds;

  /**
   * @param snapshot runs what is to see the same rows
   * @param mostKinds how many kinds are merged at most
   */
  OperationLists(
      JdbcTemplate jdbc, TransactionOperations snapshot, JsonMapper json, int mostKinds) {
    this.jdbc = jdbc;
    this.snapshot = snapshot;
    this.rows = new OperationRows(json);
    this.kinds = new KindTable(jdbc);
    this.mostKinds = mostKinds;
  }

  /** Returns a page of a tenant's operations. */
  Page<OperationView> page(TenantId tenant, OperationSelection query) {
    return snapshot.execute(
        status -> {
          OperationSql sql = plan(tenant, query);
          List<OperationView> found = sql.page().query(jdbc, rows);
          return Page.of(found, query.top(), query.count() ? count(sql) : null);
        });
  }

  /** Returns how a page is going to be read. */
  OperationSql plan(TenantId tenant, OperationSelection query) {
    if (query.orderBy() == OperationField.DEVICE_ID) {
      return new DeviceIndexScan(tenant, query);
    }
    if (OperationIndexScan.isShortest(query)) {
      return new OperationIndexScan(tenant, query);
    }
    List<Kind> selected = kinds.select(tenant, query.filter(), query.rejected(), MOST_KINDS + 1);
    return selected.size() > MOST_KINDS
        ? new OperationIndexScan(tenant, query)
        : KindMerge.of(tenant, query, selected);
  }

  private @Nullable Long count(OperationSql sql) {
    return sql.count().query(jdbc, (row, number) -> row.getLong(1)).get(0);
  }
}
