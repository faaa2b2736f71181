package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a list by one scan for each kind of operations that it may have, of which the first rows
 * are merged. Within a kind all that the filter can still depend on are times, and these are bounds
 * of the scan as far as they can be.
 *
 * @param tenant the tenant
 * @param query what is asked for
 * @param filter what is true of the rows that are asked for
 * @param scans the scans that find something
 */
record KindMerge(TenantId tenant, OperationSelection query, Condition filter, List<KindScan> scans)
    implements OperationSql {

  private static final String SCANS =
      " from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as scan(kind_id, low, high)";

  /**
   * A scan along a kind.
   *
   * @param kindId the kind
   * @param range between which of its rows
   */
  record KindScan(long kindId, TimeRange range) {}

  /**
   * Returns the merge of those kinds that have rows for the list.
   *
   * @param kinds all kinds that may have
   */
  static KindMerge of(TenantId tenant, OperationSelection query, List<Kind> kinds) {
    List<KindScan> scans = new ArrayList<>();
    Set<Condition> rests = new HashSet<>();
    for (Kind kind : kinds) {
      Condition rest = kind.rest(query.filter());
      TimeRange range = kind.range(rest, query.orderBy());
      if (!range.isEmpty()) {
        scans.add(new KindScan(kind.id(), range));
        rests.add(rest);
      }
    }
    // a filter of the two times needs no more than an index has
    Condition filter = rests.size() == 1 ? rests.iterator().next() : query.filter();
    return new KindMerge(tenant, query, filter, List.copyOf(scans));
  }

  /**
   * The first row of each scan is looked at, and of so many scans as there are rows on the page the
   * others, too: where a scan's first row is behind those of so many others, all of it is behind
   * the page.
   */
  @Override
  public SqlText page() {
    List<KindScan> ofPage =
        scans.stream()
            .map(scan -> new KindScan(scan.kindId(), OperationSql.ofPage(scan.range(), query)))
            .filter(scan -> !scan.range().isEmpty())
            .toList();
    int most = query.top() + 1;
    SqlText sql = new SqlText().add("select " + OperationRows.COLUMNS);
    sql.add(" from (select found.operation_id from (select scan.kind_id, scan.low, scan.high");
    addScans(sql, ofPage);
    addFirst(sql, ofPage, 1);
    addOrder(sql, most);
    sql.add(") as scan");
    addFirst(sql, ofPage, most);
    addOrder(sql, most);
    sql.add(
        ") as page join operation o using (operation_id) where o.tenant_id = ?", tenant.value());
    return OperationSql.addOrder(sql, query, most);
  }

  /** The kinds are looked up, so that nothing is counted of another tenant's. */
  @Override
  public SqlText count() {
    SqlText sql = new SqlText().add("select count(*)");
    addScans(sql, scans);
    sql.add(
        " join operation_kind kind on kind.kind_id = scan.kind_id and kind.tenant_id = ?",
        tenant.value());
    sql.add(" cross join lateral (select from operation o");
    addRows(sql, scans);
    return sql.add(") as counted");
  }

  private static void addScans(SqlText sql, List<KindScan> scans) {
    sql.add(
        SCANS,
        scans.stream().map(KindScan::kindId).toArray(Long[]::new),
        scans.stream().map(scan -> scan.range().low()).toArray(Long[]::new),
        scans.stream().map(scan -> scan.range().high()).toArray(Long[]::new));
  }

  /** Adds the first rows of each scan. */
  private void addFirst(SqlText sql, List<KindScan> ofPage, int most) {
    sql.add(
        " cross join lateral (select o.operation_id, o.%s as at from operation o"
            .formatted(time()));
    addRows(sql, ofPage);
    OperationSql.addOrder(OperationSql.addStart(sql, query), query, most);
    sql.add(") as found");
  }

  private void addOrder(SqlText sql, int most) {
    String way = query.descending() ? "desc" : "asc";
    sql.add(" order by found.at %1$s, found.operation_id %1$s limit ?".formatted(way), most);
  }

  private String time() {
    return query.orderBy().column();
  }

  private void addRows(SqlText sql, List<KindScan> ofList) {
    sql.add(
        " where o.kind_id = scan.kind_id and o.%1$s >= scan.low and o.%1$s <= scan.high"
            .formatted(time()));
    OperationSql.addFilter(sql, filter, ofList.stream().allMatch(scan -> scan.range().isExact()));
  }
}
