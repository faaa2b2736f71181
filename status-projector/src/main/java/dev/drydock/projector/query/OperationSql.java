package dev.drydock.projector.query;

import dev.drydock.view.Cursor;

/** How a list of operations is read. */
sealed interface OperationSql permits OperationIndexScan, DeviceIndexScan, KindMerge {

  /** Returns the statement that gives the page's rows and, when there are more, one of them. */
  SqlText page();

  /** Returns the statement that counts all rows of the list. */
  SqlText count();

  /**
   * Adds that the page before has ended, to rows that are bounded by {@link #ofPage}: of the same
   * time, what is not after its last row is left out. The bound alone says where an index is
   * entered. Of a pair of time and id beside it, as {@code (time, id) < (?, ?)}, PostgreSQL would
   * take the one or the other for that, which may be the wider.
   */
  static SqlText addStart(SqlText sql, OperationSelection query) {
    Cursor after = query.after();
    return after == null
        ? sql
        : sql.add(
            " and (o.%s <> ? or o.operation_id %s ?)"
                .formatted(query.orderBy().column(), query.descending() ? "<" : ">"),
            after.requireAt(),
            after.id());
  }

  /**
   * Adds the filter, unless it is known to be true. It is looked at row by row: an index that it
   * leads to would give the rows in another order.
   */
  static SqlText addFilter(SqlText sql, Condition filter, boolean isTrue) {
    if (!isTrue) {
      sql.add(" and (");
      FilterSql.write(filter, sql);
      sql.add(") is true");
    }
    return sql;
  }

  /** Adds the order and a limit. */
  static SqlText addOrder(SqlText sql, OperationSelection query, int most) {
    String way = query.descending() ? "desc" : "asc";
    return sql.add(
        " order by o.%s %2$s, o.operation_id %2$s limit ?".formatted(query.orderBy().column(), way),
        most);
  }

  /** Returns what a page leaves of a range. */
  static TimeRange ofPage(TimeRange range, OperationSelection query) {
    Cursor after = query.after();
    if (after == null) {
      return range;
    }
    long at = after.requireAt();
    return range.and(
        query.descending()
            ? new TimeRange(Long.MIN_VALUE, at, range.isExact())
            : new TimeRange(at, Long.MAX_VALUE, range.isExact()));
  }
}
