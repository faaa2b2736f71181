package dev.drydock.projector.query;

import dev.drydock.projector.core.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a list by one walk for each kind of operations that it may have, of which the first rows
 * are merged. Within a kind all that the filter can still depend on are times, and these are bounds
 * of the walk as far as they can be.
 *
 * @param tenant the tenant
 * @param query what is asked for
 * @param filter what is true of the rows that are asked for
 * @param walks the walks that find something
 */
record KindMerge(TenantId tenant, OperationSelection query, Condition filter, List<Walk> walks)
    implements OperationSql {

  private static final String WALKS =
      " from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as walk(kind_id, low, high)";

  /**
   * A walk along a kind.
   *
   * @param kindId the kind
   * @param reach between which of its rows
   */
  record Walk(long kindId, TimeRange reach) {}

  /**
   * Returns the merge of those kinds that have rows for the list.
   *
   * @param kinds all kinds that may have
   */
  static KindMerge of(TenantId tenant, OperationSelection query, List<Kind> kinds) {
    List<Walk> walks = new ArrayList<>();
    Set<Condition> rests = new HashSet<>();
    for (Kind kind : kinds) {
      Condition rest = kind.rest(query.filter());
      TimeRange reach = kind.reach(rest, query.orderBy());
      if (!reach.isEmpty()) {
        walks.add(new Walk(kind.id(), reach));
        rests.add(rest);
      }
    }
    // a filter of the two times needs no more than an index has
    Condition filter = rests.size() == 1 ? rests.iterator().next() : query.filter();
    return new KindMerge(tenant, query, filter, List.copyOf(walks));
  }

  /**
   * The first row of each walk is looked at, and of so many walks as there are rows on the page the
   * others, too: where a walk's first row is behind those of so many others, all of it is behind
   * the page.
   */
  @Override
  public SqlText page() {
    List<Walk> ofPage =
        walks.stream()
            .map(walk -> new Walk(walk.kindId(), OperationSql.ofPage(walk.reach(), query)))
            .filter(walk -> !walk.reach().isEmpty())
            .toList();
    int most = query.top() + 1;
    SqlText sql = new SqlText().add("select " + OperationRows.COLUMNS);
    sql.add(" from (select found.operation_id from (select walk.kind_id, walk.low, walk.high");
    addWalks(sql, ofPage);
    addFirst(sql, ofPage, 1);
    addOrder(sql, most);
    sql.add(") as walk");
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
    addWalks(sql, walks);
    sql.add(
        " join operation_kind kind on kind.kind_id = walk.kind_id and kind.tenant_id = ?",
        tenant.value());
    sql.add(" cross join lateral (select from operation o");
    addRows(sql, walks);
    return sql.add(") as counted");
  }

  private static void addWalks(SqlText sql, List<Walk> walks) {
    sql.add(
        WALKS,
        walks.stream().map(Walk::kindId).toArray(Long[]::new),
        walks.stream().map(walk -> walk.reach().low()).toArray(Long[]::new),
        walks.stream().map(walk -> walk.reach().high()).toArray(Long[]::new));
  }

  /** Adds the first rows of each walk. */
  private void addFirst(SqlText sql, List<Walk> ofPage, int most) {
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

  private void addRows(SqlText sql, List<Walk> ofList) {
    sql.add(
        " where o.kind_id = walk.kind_id and o.%1$s >= walk.low and o.%1$s <= walk.high"
            .formatted(time()));
    OperationSql.addFilter(sql, filter, ofList.stream().allMatch(walk -> walk.reach().isExact()));
  }
}
